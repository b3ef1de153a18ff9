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
  }
}
