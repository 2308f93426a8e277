import type { ExplainNotes } from '../explain-words.ts';

const NOT_READ = {
  missing: 'there is no such file',
  denied: 'not allowed to read it',
  'not-a-file': 'it is not a file',
  other: 'it could not be read',
} as const;

export const explainNotes: ExplainNotes = {
  prompt: 'Paste the error, then Ctrl-D on a line of its own:',
  complaint: (problem) => {
    switch (problem.kind) {
      case 'file':
        return `${problem.path}: ${NOT_READ[problem.why]}.`;
      case 'not-found':
        return `There is no program “${problem.program}”.`;
      case 'not-executable':
        return `“${problem.program}” may not be run.`;
      case 'not-started':
        return `“${problem.program}” could not be started.`;
      case 'no-command':
        return 'Which command? For example: tongtu explain -- curl http://127.0.0.1:8000/v1';
    }
  },
  help: {
    explain: 'what a pasted error or a command says, and does not say',
    input: 'the text; without it standard input. Or -- COMMAND…: run it and read along',
  },
};
