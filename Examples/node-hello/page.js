// The home page. Its links are relative, so that it works at the root of a host and under a path.

function duration(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

export function page({ requests, startedAt, pid, node }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hello from Node</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2b24; --quiet: #5c6b63; --paper: #f6f7f3; --card: #fff; --line: #dde2da; --accent: #2f7a4d; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8eee9; --quiet: #9aa8a0; --paper: #131a16; --card: #1b2520; --line: #2c3932; --accent: #6cc08d; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; padding: 2rem 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
  main { max-width: 36rem; margin: 0 auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
  h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
  p { margin: 0 0 1.25rem; color: var(--quiet); }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0 0 1.5rem; }
  dt { color: var(--quiet); }
  dd { margin: 0; font-variant-numeric: tabular-nums; }
  nav { display: flex; flex-wrap: wrap; gap: .75rem; }
  a { padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: .5rem; color: var(--accent); text-decoration: none; }
  a:hover, a:focus-visible { background: var(--accent); color: var(--card); }
</style>
</head>
<body>
<main>
  <h1>Hello from Node</h1>
  <p>This page comes from a plain Node server in its own sandbox.</p>
  <dl>
    <dt>Node</dt><dd>${node}</dd>
    <dt>Process</dt><dd>${pid}</dd>
    <dt>Running for</dt><dd>${duration(Date.now() - startedAt)}</dd>
    <dt>Requests</dt><dd>${requests}</dd>
  </dl>
  <nav><a href="env">Its environment</a><a href="slow">A slow stream</a></nav>
</main>
</body>
</html>
`;
}
