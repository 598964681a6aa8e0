// Evaluates the formula cells of an xlsx with Univer, an engine that knows LAMBDA, LET and dynamic arrays, and prints one
// line for each: sheet, cell, the value in the file, the value that Univer gives; separated by tabs.
//
// Univer does not know optional parameters. What is left out is handed over as the text LEFT_OUT, and ISOMITTED asks for it;
// the rest of each stored formula is evaluated as it is.
'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const {Univer, UniverInstanceType, LocaleType} = require('@univerjs/core');
const {FUniver} = require('@univerjs/core/facade');
const {UniverFormulaEnginePlugin} = require('@univerjs/engine-formula');
const {UniverSheetsPlugin} = require('@univerjs/sheets');
const {UniverSheetsFormulaPlugin} = require('@univerjs/sheets-formula');
require('@univerjs/engine-formula/facade');
require('@univerjs/sheets/facade');
require('@univerjs/sheets-formula/facade');

const LEFT_OUT = '"LEFT_OUT"';
const PATIENCE_MS = 240_000;

// --- The parts of the file -------------------------------------------------------------------------------------------

function unzip(file) {
    const bytes = fs.readFileSync(file);
    const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    const parts = new Map();
    let at = bytes.readUInt32LE(end + 16);
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
        const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
        const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
        const local = bytes.readUInt32LE(at + 42);
        const name = bytes.toString('utf8', at + 46, at + 46 + lengths[0]);
        const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
        const stored = bytes.subarray(from, from + size);
        const xml = (method === 8 ? zlib.inflateRawSync(stored) : stored).toString('utf8');
        parts.set(name, xml.replace(/<!\[CDATA\[([\s\S]*?)]]>/g, (whole, data) => escaped(data)));
        at += 46 + lengths[0] + lengths[1] + lengths[2];
    }
    return parts;
}

function escaped(data) {
    return data.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const ENTITIES = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

function text(xml) {
    return xml.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name) => {
        if (name.startsWith('#')) {
            return String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10));
        }
        return ENTITIES[name] ?? whole;
    });
}

function elements(xml, name) {
    const found = [];
    const pattern = new RegExp(`<${name}((?:\\s+[\\w:]+="[^"]*")*)\\s*(?:/>|>([\\s\\S]*?)</${name}>)`, 'g');
    for (const match of xml.matchAll(pattern)) {
        const attributes = {};
        for (const [, key, value] of match[1].matchAll(/([\w:]+)="([^"]*)"/g)) {
            attributes[key] = text(value);
        }
        found.push({attributes, content: match[2] ?? ''});
    }
    return found;
}

function column(letters) {
    return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function letters(number) {
    return number < 0 ? '' : letters(Math.floor(number / 26) - 1) + String.fromCharCode(65 + (number % 26));
}

function readWorkbook(file) {
    const parts = unzip(file);
    const relations = (part) => new Map(elements(parts.get(part) ?? '', 'Relationship')
        .map(({attributes}) => [attributes.Id, attributes.Target]));
    const targets = relations('xl/_rels/workbook.xml.rels');
    const shared = elements(parts.get('xl/sharedStrings.xml') ?? '', 'si')
        .map(({content}) => elements(content, 't').map((part) => text(part.content)).join(''));
    const workbook = parts.get('xl/workbook.xml');
    const tables = new Map();
    const sheets = elements(workbook, 'sheet').map(({attributes}) => {
        const target = targets.get(attributes['r:id']).replace(/^\/xl\//, '');
        const own = relations(`xl/worksheets/_rels/${target.split('/').pop()}.rels`);
        for (const table of own.values()) {
            if (table.includes('/tables/')) {
                readTable(parts.get(`xl/${table.replace(/^(\.\.|\/xl)\//, '')}`), attributes.name, tables);
            }
        }
        return {name: attributes.name, cells: readCells(parts.get(`xl/${target}`), shared)};
    });
    const names = elements(workbook, 'definedName')
        .map(({attributes, content}) => ({name: attributes.name, formula: text(content)}));
    return {sheets, names, tables};
}

function readTable(xml, sheet, tables) {
    const {attributes} = elements(xml, 'table')[0] ?? {attributes: {}};
    const [, left, top, , bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attributes.ref);
    const columns = elements(xml, 'tableColumn').map((one) => one.attributes.name);
    columns.forEach((name, index) => {
        const at = letters(column(left) + index);
        tables.set(`${attributes.displayName}[${name}]`, `'${sheet}'!$${at}$${Number(top) + 1}:$${at}$${bottom}`);
    });
}

function readCells(xml, shared) {
    return elements(xml.slice(xml.indexOf('<sheetData')), 'c').map(({attributes, content}) => {
        const [, at, row] = /^([A-Z]+)(\d+)$/.exec(attributes.r);
        const value = elements(content, 'v')[0]?.content;
        return {
            reference: attributes.r,
            row: Number(row) - 1,
            column: column(at),
            type: attributes.t ?? 'n',
            value: attributes.t === 's' ? shared[Number(value)] : value === undefined ? undefined : text(value),
            formula: elements(content, 'f').map((formula) => text(formula.content))[0],
        };
    });
}

// --- The formulas as Univer takes them -------------------------------------------------------------------------------

function splitArguments(list) {
    const parts = [''];
    let [depth, quoted] = [0, false];
    for (const letter of list) {
        quoted = letter === '"' ? !quoted : quoted;
        depth += quoted ? 0 : '({['.includes(letter) ? 1 : ')}]'.includes(letter) ? -1 : 0;
        if (letter === ',' && depth === 0 && !quoted) {
            parts.push('');
        } else {
            parts[parts.length - 1] += letter;
        }
    }
    return parts;
}

function withoutPrefixes(formula) {
    return formula.replace(/_xlfn\.(_xlws\.)?|_xlpm\.|_xlop\./g, '');
}

function lambda({name, formula}) {
    const optional = [...new Set([...formula.matchAll(/_xlop\.(\w+)/g)].map((match) => match[1]))];
    const parameters = splitArguments(formula.slice(formula.indexOf('(') + 1, -1)).length - 1;
    const plain = withoutPrefixes(formula).replace(/ISOMITTED\((\w+)\)/g, (whole, parameter) => {
        if (!optional.includes(parameter)) {
            throw new Error(`${name}: ${whole} asks for a parameter that is not optional`);
        }
        return `IFERROR(${parameter}=${LEFT_OUT},FALSE)`;
    });
    return {name, formula: plain, parameters};
}

function call(formula, lambdas, tables) {
    const [, name, list] = /^(\w+)\((.*)\)$/s.exec(formula);
    const known = lambdas.get(name);
    const given = splitArguments(list).map((argument) => (argument === '' ? LEFT_OUT : argument));
    while (given.length < known.parameters) {
        given.push(LEFT_OUT);
    }
    const ranges = given.map((argument) => argument.replace(/\w+\[\w+\]/g, (reference) => {
        if (!tables.has(reference)) {
            throw new Error(`${formula}: no table has ${reference}`);
        }
        return tables.get(reference);
    }));
    return `=${name}(${ranges.join(',')})`;
}

// --- The evaluation --------------------------------------------------------------------------------------------------

const CELL_TYPES = {s: 1, str: 1, inlineStr: 1, n: 2, b: 3};

function snapshot({sheets, names, tables}) {
    const lambdas = new Map(names.filter(({formula}) => formula.startsWith('_xlfn.LAMBDA(')).map(lambda)
        .map((one) => [one.name, one]));
    const asked = [];
    const data = {id: 'book', name: 'book', appVersion: '', locale: LocaleType.EN_US, styles: {}, sheetOrder: [], sheets: {}};
    sheets.forEach(({name, cells}, index) => {
        const cellData = {};
        for (const cell of cells) {
            cellData[cell.row] ??= {};
            if (cell.formula !== undefined) {
                cellData[cell.row][cell.column] = {f: call(cell.formula, lambdas, tables)};
                asked.push({sheet: index, ...cell});
            } else if (cell.type === 'e') {
                cellData[cell.row][cell.column] = {f: '=1/0'};
            } else if (cell.value !== undefined) {
                const value = cell.type === 'n' || cell.type === 'b' ? Number(cell.value) : cell.value;
                cellData[cell.row][cell.column] = {v: value, t: CELL_TYPES[cell.type]};
            }
        }
        const id = `sheet${index}`;
        data.sheetOrder.push(id);
        const rows = Math.max(...cells.map((cell) => cell.row)) + 2;
        const width = Math.max(...cells.map((cell) => cell.column)) + 2;
        data.sheets[id] = {id, name, cellData, rowCount: rows, columnCount: width};
    });
    const defined = {};
    for (const {name, formula} of names.filter((one) => !one.name.startsWith('_xlnm.'))) {
        const id = `name_${name}`;
        const own = lambdas.get(name);
        defined[id] = {id, name, formulaOrRefString: own ? `=${own.formula}` : formula, localSheetId: 'AllDefaultWorkbook'};
    }
    data.resources = [{name: 'SHEET_DEFINED_NAME_PLUGIN', data: JSON.stringify(defined)}];
    return {data, asked};
}

async function evaluate(data) {
    const univer = new Univer({locale: LocaleType.EN_US, locales: {[LocaleType.EN_US]: {}}});
    univer.registerPlugin(UniverFormulaEnginePlugin);
    univer.registerPlugin(UniverSheetsPlugin);
    univer.registerPlugin(UniverSheetsFormulaPlugin);
    univer.createUnit(UniverInstanceType.UNIVER_SHEET, data);
    const api = FUniver.newAPI(univer);
    const formula = api.getFormula();
    await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('Univer did not come to an end')), PATIENCE_MS);
        formula.calculationEnd(() => {
            clearTimeout(timer);
            resolve();
        });
        formula.executeCalculation();
    });
    return api.getActiveWorkbook();
}

async function main([file]) {
    const book = readWorkbook(file);
    const {data, asked} = snapshot(book);
    const workbook = await evaluate(data);
    const sheets = workbook.getSheets();
    const lines = asked.map(({sheet, reference, row, column: at, value}) => {
        const result = sheets[sheet].getRange(row, at).getCellData()?.v;
        return [book.sheets[sheet].name, reference, value, result].join('\t');
    });
    fs.writeSync(1, lines.join('\n') + '\n');
    process.exit(0);
}

main(process.argv.slice(2)).catch((problem) => {
    console.error(problem);
    process.exit(1);
});
