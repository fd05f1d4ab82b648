// The peer of `evtool validate` for many records: a compiled ajv schema and JSON.parse for each line.
//
//   npm install ajv ajv-formats
//   jq -r '.body | fromjson | .["oslo.message"]' ../shared/corpus/nova/wire.jsonl >messages.ndjson
//   for i in $(seq 715); do cat messages.ndjson; done | head -100000 >nova100k.ndjson
//   evtool schema show notification -o json >notification.schema.json
//   node ajv.mjs notification.schema.json nova100k.ndjson            # against: evtool validate nova100k.ndjson
//   node ajv.mjs notification.schema.json nova100k.ndjson --readline
//
// and for one small file `jsonschema validate schema.json one.json` (npm install @sourcemeta/jsonschema) against
// `evtool validate one.json`. Run them in turn and take medians.
import fs from 'node:fs';
import readline from 'node:readline';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const [schema, file, how] = process.argv.slice(2);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let records = 0;
let bad = 0;

function check(line) {
    records++;
    if (!validate(JSON.parse(line))) {
        bad++;
    }
}

async function byLine() {
    const input = fs.createReadStream(file, { highWaterMark: 1 << 20 });
    for await (const line of readline.createInterface({ input, crlfDelay: Infinity })) {
        check(line);
    }
}

function byBlock() {
    const descriptor = fs.openSync(file);
    const block = Buffer.alloc(1 << 22);
    let rest = Buffer.alloc(0);
    for (let n; (n = fs.readSync(descriptor, block, 0, block.length, null)) > 0;) {
        const bytes = Buffer.concat([rest, block.subarray(0, n)]);
        let from = 0;
        for (let to; (to = bytes.indexOf(10, from)) >= 0; from = to + 1) {
            check(bytes.toString('utf8', from, to));
        }
        rest = bytes.subarray(from);
    }
}

if (how === '--readline') {
    await byLine();
} else {
    byBlock();
}
console.log(records, 'records', bad, 'bad');
