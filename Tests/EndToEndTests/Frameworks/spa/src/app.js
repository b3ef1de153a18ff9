// Routes in the browser, below wherever it is served.
const root = new URL('..', import.meta.url).pathname
const user = () => /(?:^|; )user=(\w+)/.exec(document.cookie)?.[1]
const main = document.querySelector('main')

function go(page) {
  history.pushState({}, '', root + page)
  show()
}

function show() {
  const page = location.pathname.slice(root.length)
  if (page === 'about') {
    main.innerHTML = `<h1 id="page">About ${user()}</h1>`
  } else if (page === '' && user()) {
    main.innerHTML = `<h1 id="hello">Hello ${user()}</h1><p id="script">the script ran</p><a id="about" href="about">About</a>`
    document.querySelector('#about').onclick = (event) => { event.preventDefault(); go('about') }
  } else {
    main.innerHTML = '<form><input name="user"><button>Log in</button></form>'
    document.querySelector('form').onsubmit = (event) => {
      event.preventDefault()
      document.cookie = `user=${document.querySelector('input').value}; path=${root}`
      go('')
    }
  }
}

window.onpopstate = show
show()
