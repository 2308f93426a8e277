// The end of dist/tongtu.cjs, after scripts/check-node.cjs. The build adds the call, with the newest build's folder, where each part is in
// its file, and its first part.

/**
 * Loads the parts of a build, each a function's text behind V8's code for it: compiling them anew takes half as long as
 * Node's own start. Code of another V8 is refused by V8 itself, and then the part is compiled.
 */
// biome-ignore lint/correctness/noUnusedVariables: called by the line that the build adds
function start(folder, places, main) {
  const { openSync, readSync } = require('node:fs');
  const modules = new Map();
  let file;

  const read = (name) => {
    const [at, codeBytes, textBytes] = places[name];
    const bytes = Buffer.allocUnsafeSlow(codeBytes + textBytes);
    file ??= openSync(`${__dirname}/${folder}/parts`);
    if (readSync(file, bytes, 0, bytes.length, at) < bytes.length)
      throw new Error(`half of ${name} is missing`);
    return { code: bytes.subarray(0, codeBytes), text: bytes.toString('utf8', codeBytes) };
  };

  const load = (name) => {
    const loaded = modules.get(name);
    if (loaded !== undefined) return loaded.exports;
    // Not before: `--version` needs none of it.
    const { Script } = require('node:vm');
    const module = { exports: {} };
    modules.set(name, module);
    const filename = `${__dirname}/${folder}/${name}`;
    const { code, text } = read(name);
    const script = new Script(text, { filename, cachedData: code });
    script.runInThisContext()(module.exports, requireOne, module, filename);
    return module.exports;
  };

  const requireOne = (name) => (name.startsWith('./') ? load(name.slice(2)) : require(name));
  main({}, requireOne, { exports: {} }, `${__dirname}/${folder}/main.js`);
}
