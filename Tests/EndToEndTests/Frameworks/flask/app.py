from flask import Flask, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = "not a secret"


@app.get("/")
def front():
    if "user" not in session:
        return redirect(url_for("login"))
    return f"""<!doctype html><title>Front</title>
<link rel="stylesheet" href="{url_for("static", filename="style.css")}">
<h1 id="hello">Hello {session["user"]}</h1><p id="script"></p>
<a id="about" href="{url_for("about")}">About</a>
<script src="{url_for("static", filename="app.js")}"></script>"""


@app.get("/about")
def about():
    return f"""<!doctype html><title>About</title><h1 id="page">About {session.get("user")}</h1>"""


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["user"] = request.form["user"]
        return redirect(url_for("front"))
    return f"""<!doctype html><title>Login</title>
<form method="post" action="{url_for("login")}"><input name="user"><button>Log in</button></form>"""
