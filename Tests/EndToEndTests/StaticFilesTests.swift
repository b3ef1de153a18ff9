import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Files that Django's `collectstatic` gathers are the gateway's to answer.
  @Suite struct StaticFilesTests {
    private static let project = [
      "requirements.txt": "Django>=5,<6\ngunicorn\n",
      "manage.py": """
      import os, sys
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
      from django.core.management import execute_from_command_line
      execute_from_command_line(sys.argv)
      """,
      "shop/__init__.py": "",
      "shop/settings.py": """
      from pathlib import Path
      BASE_DIR = Path(__file__).resolve().parent.parent
      SECRET_KEY = "only for a test"
      ALLOWED_HOSTS = ["*"]
      ROOT_URLCONF = "shop.urls"
      INSTALLED_APPS = ["django.contrib.staticfiles"]
      WSGI_APPLICATION = "shop.wsgi.application"
      STATIC_URL = "static/"
      STATIC_ROOT = BASE_DIR / "collected"
      STATICFILES_DIRS = [BASE_DIR / "assets"]
      """,
      "shop/wsgi.py": """
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
      from django.core.wsgi import get_wsgi_application
      application = get_wsgi_application()
      """,
      "shop/urls.py": """
      from django.http import HttpResponse
      from django.urls import re_path
      urlpatterns = [re_path(r"^.*$", lambda request: HttpResponse("app"))]
      """,
      "assets/site.css": "body{color:red}", "assets/.hidden": "secret",
    ]

    @Test func djangosAreAnsweredByTheGateway() async throws {
      try await RoostFixture.with { roost in
        let deployed = try await roost.roost("deploy", roost.project("pages", Self.project), "--yes")
        #expect(deployed.status == 0, "\(deployed.output)\(deployed.errors)")
        #expect(try await roost.get("pages").body == "app")
        #expect(try await roost.get("pages", "/static/site.css").body == "body{color:red}")
        #expect(try await roost.getByHost("pages", "/static/site.css").body == "body{color:red}")
        #expect(try await roost.get("pages", "/static/.hidden").body.hasPrefix("app"))
        #expect(try await roost.get("pages", "/static/none.css").body.hasPrefix("app"))
        let head = try await roost.curl(["-I", "http://127.0.0.1:\(roost.port)/app/pages/static/site.css"]).body.lowercased()
        #expect(head.contains("etag:") && head.contains("server: roost"))
        // A daemon that starts again finds them.
        try await roost.stopDaemon()
        try await roost.restartDaemon()
        #expect(try await roost.get("pages", "/static/site.css").body == "body{color:red}")
      }
    }

    /// A page that was opened before a deployment finds its script, also when the daemon has started anew.
    @Test func pagesThatWereOpenFindTheirFiles() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("front", ["index.html": "one", "app.0a1b2c3d.js": "first", "plain.js": "first"])
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        for file in ["app.0a1b2c3d.js", "plain.js"] { try FileManager.default.removeItem(atPath: "\(directory)/\(file)") }
        _ = try roost.project("front", ["index.html": "two", "app.9f8e7d6c.js": "second"])
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        #expect(try await roost.get("front").body == "two")
        try await eventually("the script is found") { try await roost.get("front", "/app.0a1b2c3d.js").body == "first" }
        #expect(try await roost.get("front", "/plain.js").body != "first")
        try await roost.stopDaemon()
        try await roost.restartDaemon()
        try await eventually("the script is found again") { try await roost.get("front", "/app.0a1b2c3d.js").body == "first" }
      }
    }
  }
}
