import { fails } from './answers.ts';
import { exports, file, process, settingsOf } from './settings.ts';
import type { Situations } from './situation.ts';
import { here } from './situation.ts';

const BASHRC = '/home/li/.bashrc';
const LINEAGE = [process('node 600'), process('bash 512'), process('sshd 400')];

/** What startup files say that does not do what it seems to. */
export const SETTING_SITUATIONS: Situations = {
  'a startup file reads itself': {
    url: 'http://10.0.0.2:8000/v1',
    machines: {
      here: here({
        settings: settingsOf(file(BASHRC, [{ kind: 'source', paths: [BASHRC] }])),
        lineage: LINEAGE,
      }),
    },
    answering: fails('timed-out'),
    finds: ['profile-sources-itself warning model'],
  },
  'a startup file sets a name that nobody reads': {
    url: 'http://10.0.0.2:8000/v1',
    machines: {
      here: here({
        settings: settingsOf(file(BASHRC, [exports('HTTP_PORXY', 'http://10.0.0.9:3128')])),
        lineage: LINEAGE,
      }),
    },
    answering: fails('timed-out'),
    finds: ['proxy-setting-slip warning model'],
  },
  'startup files are as they should be': {
    url: 'http://10.0.0.2:8000/v1',
    machines: {
      here: here({
        settings: settingsOf(
          file(BASHRC, [exports('http_proxy', 'http://10.0.0.9:3128'), exports('no_proxy', 'a,b')]),
        ),
        lineage: LINEAGE,
      }),
    },
    answering: fails('timed-out'),
    finds: [],
  },
};
