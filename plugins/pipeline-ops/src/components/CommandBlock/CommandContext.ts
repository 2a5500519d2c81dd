import { createContext, useContext } from 'react';
import type { TypedValues } from './fillSegments';

/** A command of the procedure that may tell a value. */
export interface Finder {
  /** Number of the step, such as `2.1`, and where it is. */
  number: string;
  to: string;
}

/** What the commands of one procedure share. */
export interface CommandValues {
  typed: TypedValues;
  /** Takes a value by normalised placeholder name. */
  onType: (key: string, value: string) => void;
  /** Where to find out a value, by normalised placeholder name. */
  findersOf: (key: string) => Finder[];
  /** When the alarm that led here changed, in Unix milliseconds: queries look around it. */
  alarmAt?: number;
}

const CommandContext = createContext<CommandValues>({
  typed: {},
  onType: () => {},
  findersOf: () => [],
});

export const CommandValuesProvider = CommandContext.Provider;

export function useCommandValues(): CommandValues {
  return useContext(CommandContext);
}
