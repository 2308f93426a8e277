import type { HttpResponse } from '../../facts/observation.ts';
import type { Program, Sighting } from '../program.ts';

const answered = ({ models, bodyStart }: HttpResponse): Sighting | undefined => {
  if (models?.ownedBy.includes('library') === true) return { clue: 'api', marks: ['owned_by: library'] };
  const said = /^Ollama is running|not found, try pulling it first/.exec(bodyStart)?.[0];
  return said === undefined ? undefined : { clue: 'api', marks: [said] };
};

/**
 * Ollama: no Server header; the owner of a model is the namespace it was pulled from, `library` for its own; `GET /` says
 * `Ollama is running`; a model that is not there gets `model "x" not found, try pulling it first`.
 */
export const ollama: Program = { program: 'ollama', role: 'service', answered };
