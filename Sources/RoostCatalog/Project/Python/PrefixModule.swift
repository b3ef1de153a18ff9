import RoostModel

/// A module that a Python server loads in place of the project's own: it tells the app which path each request came by.
enum PrefixModule {
  /// Where servers look for it.
  static let directory = AddedFile.directory

  /// Sets the root path from what the gateway says. By ASGI the path begins with it; Starlette before 0.33, Falcon and what
  /// looks at the path by itself take it for what follows.
  static func asgi(for object: AppObject) -> AddedFile {
    AddedFile(
      name: "roost_asgi.py",
      text: """
        # Made by Roost: tells \(object.module):\(object.name) which path it is mounted at, as each request says.
        import importlib
        import importlib.metadata
        import os
        import sys

        sys.path.insert(0, os.getcwd())
        inner = \(expression(object))


        def includes_root_path():
            if not \(followsRoot(object) ? "True" : "False"):
                return False
            try:
                version = importlib.metadata.version("starlette").split(".")
                return (int(version[0]), int(version[1])) >= (0, 33)
            except (importlib.metadata.PackageNotFoundError, ValueError, IndexError):
                return True


        whole = includes_root_path()


        async def app(scope, receive, send):
            prefix = b""
            for name, value in scope.get("headers", ()):
                if name == b"x-forwarded-prefix":
                    prefix = value
            if prefix:
                scope = dict(scope, root_path=prefix.decode("latin-1"))
                if whole:
                    scope["path"] = scope["root_path"] + scope["path"]
                    if scope.get("raw_path") is not None:
                        scope["raw_path"] = prefix + scope["raw_path"]
            await inner(scope, receive, send)
        \(settling(object))
        """)
  }

  /// For Django alone: gunicorn tells every app its prefix itself.
  static func wsgi(for object: AppObject) -> AddedFile {
    AddedFile(
      name: "roost_wsgi.py",
      text: """
        # Made by Roost: \(object.module):\(object.name), which is served at several addresses.
        import importlib

        application = \(expression(object))
        \(settling(object))
        """)
  }

  private static func followsRoot(_ object: AppObject) -> Bool { object.framework != nil && object.framework != "falcon" }

  private static func expression(_ object: AppObject) -> String {
    "importlib.import_module(\"\(object.module)\").\(object.name)\(object.isFactory ? "()" : "")"
  }

  /// Django keeps the address of static files as the first request made it, with the prefix of that one.
  private static func settling(_ object: AppObject) -> String {
    guard object.framework == "django" else { return "" }
    return """

      from django.conf import settings

      for name in ("STATIC_URL", "MEDIA_URL"):
          getattr(settings, name, None)

      """
  }
}
