// The end of dist/tongtu.cjs, after scripts/check-node.cjs. The build adds the call, with the newest build's folder and its first part.

/**
 * Loads the parts of a build, each a function's text with V8's code for it beside it: compiling them anew takes half as
 * long as Node's own start. Code of another V8, or none, is refused by V8 itself, and then the part is compiled.
 */
// biome-ignore lint/correctness/noUnusedVariables: called by the line that the build adds
function start(folder, main) {
  const { readFileSync } = require('node:fs');
  const modules = new Map();

  const codeOf = (path) => {
    try {
      return readFileSync(`${path}.code`);
    } catch {
      return undefined;
    }
  };

  const load = (name) => {
    const loaded = modules.get(name);
    if (loaded !== undefined) return loaded.exports;
    // Not before: `--version` needs none of it.
    const { Script } = require('node:vm');
    const module = { exports: {} };
    modules.set(name, module);
    const filename = `${__dirname}/${folder}/${name}`;
    const script = new Script(readFileSync(filename, 'utf8'), { filename, cachedData: codeOf(filename) });
    script.runInThisContext()(module.exports, requireOne, module, filename);
    return module.exports;
  };

  const requireOne = (name) => (name.startsWith('./') ? load(name.slice(2)) : require(name));
  main({}, requireOne, { exports: {} }, `${__dirname}/${folder}/main.js`);
}
