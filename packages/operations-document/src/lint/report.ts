import { DocumentTooLargeError } from '../errors';
import type { OperationsDocument } from '../model';
import { parseOperationsDocument } from '../parse';

/** Something a writer should look at, with its lines. */
export interface Remark {
  level: 'problem' | 'near-miss';
  startLine: number;
  endLine: number;
  title: string;
  message: string;
}

export interface FileReport {
  file: string;
  /** Absent when the file could not be read; `remarks` then says why. */
  document?: OperationsDocument;
  /** By line. */
  remarks: Remark[];
}

/** Reads one document for the command line. */
export function reportOn(file: string, markdown: string): FileReport {
  let document: OperationsDocument;
  try {
    document = parseOperationsDocument(markdown);
  } catch (error) {
    if (error instanceof DocumentTooLargeError)
      return unreadable(file, error.message);
    throw error;
  }
  const remarks: Remark[] = [
    ...document.problems.map(problem => ({
      level: 'problem' as const,
      ...problem.lines,
      title: 'Problem in the document',
      message: problem.message,
    })),
    ...document.nearMisses.map(miss => ({
      level: 'near-miss' as const,
      ...miss.lines,
      title: `Nearly recognised: ${miss.kind}`,
      message: miss.reason,
    })),
  ];
  remarks.sort((a, b) => a.startLine - b.startLine);
  return { file, document, remarks };
}

/** A file that cannot be read at all. */
export function unreadable(file: string, message: string): FileReport {
  return {
    file,
    remarks: [
      {
        level: 'problem',
        startLine: 1,
        endLine: 1,
        title: 'Not read',
        message,
      },
    ],
  };
}

export function hasProblems(report: FileReport): boolean {
  return report.remarks.some(remark => remark.level === 'problem');
}
