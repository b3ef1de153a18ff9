// As apps of Express are written that have only ever had a host of their own: every address begins with a slash.
const fs = require('fs')
const http = require('http')

const types = { '.css': 'text/css', '.js': 'text/javascript' }
const html = (response, text) => response.setHeader('content-type', 'text/html').end(text)
const redirect = (response, place) => response.writeHead(302, { location: place }).end()

http.createServer((request, response) => {
  const user = /(?:^|; )user=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  const { pathname } = new URL(request.url, 'http://localhost')
  if (request.method === 'POST' && pathname === '/login') {
    let body = ''
    request.on('data', (part) => { body += part }).on('end', () => {
      response.setHeader('set-cookie', `user=${new URLSearchParams(body).get('user')}; HttpOnly`)
      redirect(response, '/')
    })
  } else if (pathname === '/' && !user) {
    redirect(response, '/login')
  } else if (pathname === '/') {
    html(response, `<!doctype html><title>Front</title><link rel="stylesheet" href="/public/style.css">
<h1 id="hello">Hello ${user}</h1><p id="script"></p><a id="about" href="/about">About</a><script src="/public/app.js"></script>`)
  } else if (pathname === '/about') {
    html(response, `<!doctype html><title>About</title><h1 id="page">About ${user}</h1>`)
  } else if (pathname === '/login') {
    html(response, `<!doctype html><title>Login</title>
<form method="post" action="/login"><input name="user"><button>Log in</button></form>`)
  } else if (/^\/public\/\w+\.(css|js)$/.test(pathname)) {
    response.setHeader('content-type', types[pathname.slice(pathname.lastIndexOf('.'))])
    fs.createReadStream('.' + pathname).pipe(response)
  } else {
    response.writeHead(404).end()
  }
}).listen(process.env.PORT)
