import type { ServeProgram } from '../serve-program.ts';

/** LM Studio: the server is part of the application; its command line tool starts it with an address (`lms server start --bind`). */
export const lmStudio: ServeProgram = {
  title: 'LM Studio',
  serves: ({ program, start }) =>
    /^(?:lms|lm-studio|LM Studio)$/i.test(program) || /LM[ -]Studio/i.test(start.join(' ')),
  rebind: ({ port }, address) => ({
    variables: {},
    argv: ['lms', 'server', 'start', '--bind', address, '--port', String(port)],
  }),
};
