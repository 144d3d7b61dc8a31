// Brings a file up to date: node copy.js BASE FILE
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { nothing, sync } from "./out/sync.js";

const [base, file] = process.argv.slice(2);
const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : nothing;
writeFileSync(`${file}.new`, JSON.stringify(await sync(base, kept)));
renameSync(`${file}.new`, file);
