"""A guestbook: a form, a list, and a SQLite file in ROOST_DATA_DIR."""

import os

from flask import Flask, abort, current_app, redirect, render_template, request, url_for

from guestbook import Guestbook, InvalidEntry

PAGE_SIZE = 20


def create_app(data_directory: str | None = None) -> Flask:
    application = Flask(__name__)
    application.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    directory = data_directory or os.environ.get("ROOST_DATA_DIR", "data")
    application.config["GUESTBOOK"] = Guestbook(os.path.join(directory, "guestbook.db"))
    application.add_url_rule("/", view_func=index)
    application.add_url_rule("/entries", view_func=add_entry, methods=["POST"])
    application.add_url_rule("/health", view_func=health)
    return application


def index():
    page = request.args.get("page", default=1, type=int)
    if not 1 <= page <= 1_000_000:
        abort(404)
    return show(page)


def add_entry():
    name, message = request.form.get("name", ""), request.form.get("message", "")
    try:
        book().add(name, message)
    except InvalidEntry as problem:
        return show(1, notice=str(problem), name=name, message=message), 400
    return redirect(url_for("index"), code=303)


def show(page: int, **form: str) -> str:
    count = book().count()
    entries = book().page(page, PAGE_SIZE)
    has_more = page * PAGE_SIZE < count
    return render_template("index.html", entries=entries, count=count, page=page, has_more=has_more, **form)


def book() -> Guestbook:
    return current_app.config["GUESTBOOK"]


def health():
    book().count()
    return {"status": "ok"}


app = create_app()
