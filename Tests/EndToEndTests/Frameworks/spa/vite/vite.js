#!/usr/bin/env node
// Stands in for Vite, whose packages a test cannot have: `vite build --base=BASE` puts a page and what it loads into dist.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const base = process.argv.find((word) => word.startsWith('--base='))?.slice('--base='.length) ?? '/'
mkdirSync('dist', { recursive: true })
cpSync('src', 'dist/assets', { recursive: true })
writeFileSync('dist/index.html', readFileSync('index.html', 'utf8').replaceAll('"/src/', `"${base}assets/`))
