// Old syntax on purpose: a Node that is too old must be able to read this file in order to say so.
// The build puts these lines in front of dist/tongtu.cjs.
(() => {
  var version = process.versions.node.split('.');
  var major = Number(version[0]);
  if (major > 20 || (major === 20 && Number(version[1]) >= 19)) return;
  var locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  // biome-ignore lint/style/useNodejsImportProtocol: Node 12 does not know node:fs.
  require('fs').writeSync(
    2,
    locale.indexOf('zh') === 0
      ? 'tongtu：这里的 Node.js 是 ' +
          process.versions.node +
          '，而 Tongtu 需要 20.19 或更新的版本（https://nodejs.org）。\n'
      : 'tongtu: this Node.js is ' +
          process.versions.node +
          '; Tongtu needs 20.19 or newer (https://nodejs.org).\n',
  );
  process.exit(2);
})();
