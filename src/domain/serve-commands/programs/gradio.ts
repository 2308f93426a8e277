import { readCommand } from '../read-command.ts';
import type { ServeProgram } from '../serve-program.ts';

/** Gradio looks for a free port from 7860 on, a hundred of them (gradio/networking.py). */
const FIRST_PORT = 7860;
const PORTS = 100;

/**
 * A Gradio application: a script of somebody's own, known by its port. `GRADIO_SERVER_NAME` is its address where the script says
 * none. When it starts it asks its own page at localhost, and stops where that is not answered: “localhost is not accessible”.
 */
export const gradio: ServeProgram = {
  title: 'Gradio',
  serves: ({ program, start }, port) =>
    (/\.py$/.test(program) || program === 'gradio' || /^python/.test(start[0] ?? '')) &&
    port >= FIRST_PORT &&
    port < FIRST_PORT + PORTS,
  rebind: ({ argv }, address) => {
    const command = readCommand(argv);
    return {
      variables: { GRADIO_SERVER_NAME: address },
      argv: command === undefined ? argv : [...command.start, ...command.words],
    };
  },
  selfCheck: { client: 'httpx', url: (port) => `http://127.0.0.1:${port}/` },
};
