/** Commands that read what they are given as a program of their own. */
const INTERPRETERS = new Set(
  'eval ssh sh bash dash zsh ksh ash fish su xargs parallel watch trap let declare typeset [[ make awk gawk sed perl python python2 python3 ruby node php psql mysql sqlite3 sqlcmd osascript powershell pwsh cmd send-command execute-command start-session'.split(
    ' ',
  ),
);

/** Words that end a block of commands, whose output may then go on to others. */
const BLOCK_ENDS = new Set(['}', 'done', 'fi', 'esac']);

/** Commands joined by `|`. */
export interface Pipeline {
  interpreted: boolean;
  /** Holds the end of a block that began earlier. */
  endsBlock?: boolean;
  /** Around the substitution or group that it stands in. */
  parent?: Pipeline;
}

/** The commands of a text, as far as it has been read: which of them hand what they are given to another shell. */
export class CommandWords {
  #pipelines: Pipeline[] = [{ interpreted: false }];
  #words: string[] = [''];
  /** A whole block goes into another shell. */
  #blockInterpreted = false;

  private constructor() {}

  static create(): CommandWords {
    return new CommandWords();
  }

  get pipeline(): Pipeline {
    return this.#pipelines[this.#pipelines.length - 1];
  }

  /** Enters a substitution or a group. */
  enter(): void {
    this.#pipelines.push({ interpreted: false, parent: this.pipeline });
    this.#words.push('');
  }

  leave(): void {
    this.endWord();
    this.#pipelines.pop();
    this.#words.pop();
  }

  add(text: string): void {
    const last = this.#words.length - 1;
    // Longer than any name that is looked for.
    if (this.#words[last].length < 200) this.#words[last] += text;
  }

  /** @returns the word that has ended */
  endWord(): string {
    const last = this.#words.length - 1;
    const word = this.#words[last];
    if (word === '') return '';
    this.#words[last] = '';
    const { pipeline } = this;
    if (BLOCK_ENDS.has(word)) pipeline.endsBlock = true;
    if (INTERPRETERS.has(word.slice(word.lastIndexOf('/') + 1))) {
      pipeline.interpreted = true;
      this.#blockInterpreted ||= pipeline.endsBlock === true;
    }
    return word;
  }

  endPipeline(): void {
    const { parent } = this.pipeline;
    this.#pipelines[this.#pipelines.length - 1] = {
      interpreted: false,
      parent,
    };
  }

  /** Whether what stands in a pipeline is read by another shell; known for sure only when all text was read. */
  isInterpreted(pipeline: Pipeline): boolean {
    if (this.#blockInterpreted) return true;
    for (let at: Pipeline | undefined = pipeline; at; at = at.parent)
      if (at.interpreted) return true;
    return false;
  }
}
