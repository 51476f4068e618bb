#!/usr/bin/env bash
# docxtemplater 3.71.1 (npm): a list in which somebody has no telephone (null in the data).
#
# One would guess: {tel} within {#people} is what the person has, and null is nothing: an empty place, or the word
# undefined that stands for a name that is not there at all. It is empty with mustache 4.2.0, whose signs these are, and
# with easy-template-x 7.2.8.
# Seen: it is the {tel} of what is round the list. 李四, whose tel is null, stands there with the number of the mine, like
# one who has no tel at all; only the empty text, "", stays empty. No warning, and nullGetter is not asked. (It stands
# in the reference under the custom parser, and in issue 721 of its repository.)
# Why it matters here: mine, post and person each have a name and a telephone, and null is what a table gives for an
# empty cell. A card of whom to call then has the switchboard beside a man, and nothing shows that his number is
# missing. Ours leaves the place empty for a pen, and says who has none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'docxtemplater@3.71.1' 'pizzip@3.3.0' 'docx@9.15.2' \
    'easy-template-x@7.2.8' 'mustache@4.2.0' >/dev/null
node - <<'NODE'
const assert = require('assert');
const docx = require('docx');
const Docxtemplater = require('docxtemplater');
const { TemplateHandler } = require('easy-template-x');
const mustache = require('mustache');
const PizZip = require('pizzip');

const LINES = ['{name} {tel}', '{#people}', '{name}：{tel}', '{/people}'];
const DATA = {
  name: '一矿',
  tel: '0351-8888119',
  people: [{ name: '张三', tel: '8001' }, { name: '李四', tel: null }, { name: '王五', tel: '' }, { name: '赵六' }],
};
const people = (words) => ['张三', '李四', '王五', '赵六'].map((name) => words.match(`${name}：([-0-9]*)`)[1]);
const wordsOf = (file) => {
  const paragraphs = new PizZip(file).file('word/document.xml').asText().split('</w:p>');
  const runs = (paragraph) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((run) => run[1]);
  return paragraphs.map((paragraph) => runs(paragraph).join('')).join('\n');
};

(async () => {
  const children = LINES.map((line) => new docx.Paragraph(line));
  const template = await docx.Packer.toBuffer(new docx.Document({ sections: [{ children }] }));
  const asked = [];
  const nullGetter = (part) => { asked.push(part.value); return ''; };
  const paper = new Docxtemplater(new PizZip(template), { paragraphLoop: true, nullGetter });
  paper.render(DATA);
  const written = wordsOf(paper.getZip().generate({ type: 'nodebuffer' }));
  console.log(written.trim());
  assert.deepStrictEqual(people(written), ['8001', '0351-8888119', '', '0351-8888119']);
  assert.deepStrictEqual(asked, []);

  const other = wordsOf(await new TemplateHandler().process(template, DATA));
  assert.deepStrictEqual(people(other), ['8001', '', '', '0351-8888119']);
  const plain = mustache.render('{{#people}}{{name}}：{{tel}}\n{{/people}}', DATA);
  assert.deepStrictEqual(people(plain), ['8001', '', '', '0351-8888119']);
})();
NODE
