from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"), name="static")


@app.get("/", response_class=HTMLResponse)
def front(request: Request):
    user = request.cookies.get("user")
    if user is None:
        return RedirectResponse(request.url_for("login"), 303)
    return f"""<!doctype html><title>Front</title>
<link rel="stylesheet" href="{request.url_for("static", path="style.css")}">
<h1 id="hello">Hello {user}</h1><p id="script"></p>
<a id="about" href="{request.url_for("about")}">About</a>
<script src="{request.url_for("static", path="app.js")}"></script>"""


# With a slash at its end: who asks without it is sent on.
@app.get("/about/", response_class=HTMLResponse)
def about(request: Request):
    return f"""<!doctype html><title>About</title><h1 id="page">About {request.cookies.get("user")}</h1>"""


@app.get("/login", response_class=HTMLResponse)
def login(request: Request):
    return f"""<!doctype html><title>Login</title>
<form method="post" action="{request.url_for("login")}"><input name="user"><button>Log in</button></form>"""


@app.post("/login")
async def logged_in(request: Request):
    form = parse_qs((await request.body()).decode())
    answer = RedirectResponse(request.url_for("front"), 303)
    answer.set_cookie("user", form["user"][0], httponly=True)
    return answer
