// The API for programmers: the host's own OpenAPI document, in words. It needs no key and nothing from another site.
import { get, send } from './api.js';
import { card, h, replace, row, table } from './dom.js';

export const reference = { title: 'API', render };

const METHODS = ['get', 'post', 'put', 'delete'];
const parameters = [{ title: 'Parameter' }, { title: 'Where' }, { title: 'What it does', css: 'full' }, { title: 'Values' }];
const answers = [{ title: 'Answer' }, { title: 'When', css: 'full' }, { title: 'Headers' }];

async function render(page) {
  if (page.state.built) return; // it changes with the program alone
  const contract = await get('openapi.json', page.signal);
  page.state.built = page.rendered = true;
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) => METHODS.filter(method => methods[method]).map(method => ({ path, method, ...methods[method] })));
  replace(page.main, h('h1', {}, 'The API'), prose(contract.info.description),
    h('p', { class: 'actions' }, h('button', { type: 'button', 'data-key': 'save', onclick: save }, 'Save the OpenAPI document')),
    card('Keys', h('ul', {}, Object.values(contract.components.securitySchemes).map(scheme => h('li', {}, h('code', {}, scheme.name), ': ', words(scheme.description))))),
    contract.tags.map(tag => card(tag.name, prose(tag.description), operations.filter(operation => operation.tags[0] === tag.name).map(operation => describe(contract, operation)))));
}

function describe(contract, operation) {
  const all = Object.entries(operation.responses).map(([status, answer]) => ({ status, ...followed(contract, answer) }));
  return h('details', { class: 'operation' },
    h('summary', {}, h('code', {}, `${operation.method.toUpperCase()} ${operation.path}`), ` ${operation.summary}`),
    operation.description && prose(operation.description),
    operation.parameters?.length > 0 && table(`Parameters of ${operation.summary}`, parameters, operation.parameters.map(parameter => row(parameters, [
      h('code', {}, parameter.name), parameter.required ? `${parameter.in}, required` : parameter.in, words(parameter.description), values(parameter)])), ''),
    operation.requestBody && [h('h3', {}, 'Body'), prose(operation.requestBody.description), Object.entries(operation.requestBody.content).map(([type, body]) => content(operation, type, body))],
    h('h3', {}, 'Answers'),
    table(`Answers of ${operation.summary}`, answers, all.map(answer => row(answers, [answer.status, words(answer.description), Object.keys(answer.headers ?? {}).join(', ')])), ''),
    all.filter(answer => answer.status < 300).flatMap(answer => Object.entries(answer.content ?? {}).map(([type, body]) => content(operation, type, body, answer.status))));
}

const followed = (contract, answer) => answer.$ref ? contract.components.responses[answer.$ref.split('/').at(-1)] : answer;

function values({ schema, example }) {
  const allowed = schema.enum ?? schema.items?.enum;
  if (allowed) return allowed.join(', ');
  const range = schema.minimum !== undefined && schema.maximum !== undefined ? `${schema.minimum} to ${schema.maximum}` : schema.type;
  return [range, schema.default !== undefined && `${schema.default} unless given`, example && `such as ${example}`].filter(Boolean).join('; ');
}

function content(operation, type, { example }, status) {
  const title = status ? `${status}, ${type}` : type;
  if (example === undefined) return h('p', {}, title);
  return [h('p', {}, title), h('pre', { tabindex: 0, role: 'region', 'aria-label': `Example of ${operation.operationId}, ${title}` },
    h('code', {}, typeof example === 'string' ? example : JSON.stringify(example, null, 2)))];
}

/** The document's texts are CommonMark, of which they use paragraphs and code. */
const prose = text => text.split('\n\n').map(paragraph => h('p', {}, words(paragraph)));

const words = text => text.split('`').map((part, index) => index % 2 ? h('code', {}, part) : part);

async function save() {
  const address = URL.createObjectURL(await (await send('openapi.json')).blob());
  h('a', { href: address, download: 'openapi.json' }).click();
  URL.revokeObjectURL(address);
}
