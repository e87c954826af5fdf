// Compares the types of kit's wire files with the server's OpenAPI document, so that page and server cannot drift apart.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What the page calls otherwise than the server. */
const serverNames = {
  ConversationEvent: 'SystemEvent',
  Counts: 'UnreadCounts',
  InboxChanges: 'ChangePage',
  LastMessage: 'LastView',
  Macro: 'MacroView',
  Filing: 'FilingView',
  Message: 'MessageView',
  MessageFile: 'AttachmentView',
  Note: 'NoteView',
  Person: 'PersonView',
  Quote: 'ReplyView',
  ReactionTally: 'ReactionView',
  SearchPage: 'SearchPageView',
  Span: 'TextSpan',
  Template: 'TemplateView',
  Vendor: 'VendorView',
};

/** Pushes come over the hub, which an OpenAPI document does not describe. */
const overTheHub = /Push$/;

/** One sentence for each difference between the interfaces of `wire` and the schemas of the same name. */
export function differences(wire, schemas) {
  const source = ts.createSourceFile('wire.ts', wire, ts.ScriptTarget.Latest, true);
  const declared = new Map(
    source.statements
      .filter(s => ts.isInterfaceDeclaration(s) || ts.isTypeAliasDeclaration(s))
      .map(s => [s.name.text, s]),
  );
  const found = [];
  for (const [name, node] of declared) {
    if (!ts.isInterfaceDeclaration(node) || overTheHub.test(name)) continue;
    const schema = schemas[serverNames[name] ?? name];
    if (schema) compareMembers(node.members, schema, name, basesOf(node));
    else found.push(`${name}: the server has no such schema`);
  }
  return found;

  /** Inherited properties are compared where they are declared; the document repeats them. */
  function basesOf(node) {
    const bases = (node.heritageClauses ?? []).flatMap(clause => clause.types.map(t => t.expression.text));
    return bases.flatMap(base => [
      ...declared.get(base).members.map(m => m.name.text),
      ...basesOf(declared.get(base)),
    ]);
  }

  function compareMembers(members, schema, where, inherited = []) {
    const required = new Set(schema.required ?? []);
    const page = new Map(members.map(member => [member.name.text, member]));
    for (const name of Object.keys(schema.properties ?? {})) {
      if (!page.has(name) && !inherited.includes(name))
        found.push(`${where}.${name}: the server sends it, the page does not know it`);
    }
    for (const [name, member] of page) {
      const property = schema.properties?.[name];
      const path = `${where}.${name}`;
      if (!property) found.push(`${path}: the server does not send it`);
      else {
        if (required.has(name) === Boolean(member.questionToken))
          found.push(`${path}: the server ${required.has(name) ? 'always sends it' : 'may leave it out'}`);
        compareType(member.type, property, path);
      }
    }
  }

  function compareType(node, schema, path) {
    const page = read(node);
    const server = readSchema(schema);
    // What may be anything says nothing of null.
    if (server.nullable !== undefined && page.nullable !== server.nullable)
      found.push(`${path}: the server ${server.nullable ? 'may send' : 'never sends'} null`);
    if (server.kind !== 'anything' && page.kind !== server.kind)
      found.push(`${path}: the server sends ${server.kind}, the page expects ${page.kind}`);
    else if (server.values && page.values?.join() !== server.values.join())
      found.push(
        `${path}: the server sends ${server.values.join(', ')}; the page expects ${page.values?.join(', ') ?? 'any string'}`,
      );
    else if (page.items && server.items) compareType(page.items, server.items, `${path}[]`);
    else if (page.members && server.schema) compareMembers(page.members, server.schema, path);
    else if (page.named && server.named && (serverNames[page.named] ?? page.named) !== server.named)
      found.push(`${path}: the server sends ${server.named}, the page expects ${page.named}`);
  }

  /** What a type of the page says: its kind, whether null is possible, and what it is made of. */
  function read(node) {
    const parts = ts.isUnionTypeNode(node) ? [...node.types] : [node];
    const rest = parts.filter(part => part.getText() !== 'null');
    const nullable = rest.length < parts.length;
    if (rest.every(part => ts.isLiteralTypeNode(part)))
      return { nullable, kind: 'string', values: rest.map(part => part.literal.text).sort() };
    const [type] = rest;
    if (ts.isArrayTypeNode(type)) return { nullable, kind: 'array', items: type.elementType };
    if (ts.isTypeLiteralNode(type)) return { nullable, kind: 'object', members: type.members };
    const name = type.getText();
    const alias = declared.get(name);
    if (alias && ts.isTypeAliasDeclaration(alias)) return { ...read(alias.type), nullable };
    if (alias) return { nullable, kind: 'object', named: name };
    return { nullable, kind: /^(string|number|boolean)$/.test(name) ? name : 'object' };
  }

  function readSchema(schema) {
    if (schema.oneOf) {
      const some = schema.oneOf.filter(one => one.type !== 'null');
      return { ...readSchema(some[0]), nullable: some.length < schema.oneOf.length };
    }
    if (schema.$ref) {
      const named = schema.$ref.split('/').pop();
      return { ...readSchema(schemas[named]), named };
    }
    if (schema.enum) return { nullable: false, kind: 'string', values: [...schema.enum].sort() };
    const types = [schema.type ?? []].flat();
    if (types.length === 0) return { kind: 'anything' };
    const nullable = types.includes('null');
    if (types.includes('integer') || types.includes('number')) return { nullable, kind: 'number' };
    const kind = types.find(type => type !== 'null');
    return { nullable, kind, items: schema.items, schema: kind === 'object' ? schema : undefined };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = file => readFileSync(new URL(file, import.meta.url), 'utf8');
  const { schemas } = JSON.parse(here('../docs/openapi.json')).components;
  // What stands in one group names each other; groups have words of their own.
  const groups = [
    ['kit/wire.ts', 'kit/files/wire.ts', 'kit/answer/wire.ts', 'kit/pushes.ts'],
    ['kit/notices/wire.ts'],
  ];
  const found = groups.flatMap(files => differences(files.map(here).join('\n'), schemas));
  for (const difference of found) console.error(difference);
  if (found.length > 0) process.exitCode = 1;
}
