import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Small apps of languages that are quickly installed.
  @Suite struct FrameworkTests {
    @Test func phpServesNeitherDotfilesNorManifestsAndHasAFrontController() async throws {
      try await RoostFixture.with { roost in
        let files = [
          "index.php": #"<?php echo "front ", $_SERVER["REQUEST_URI"], " ", $_SERVER["SCRIPT_NAME"];"#, "style.css": "body {}",
          "admin/index.php": #"<?php echo "admin";"#, "page.php": #"<?php echo "page", $_SERVER["PATH_INFO"] ?? "";"#,
          ".env": "SECRET=1", ".git/config": "secret", "data.sqlite": "secret", "vendor/lib/eval.php": #"<?php echo "secret";"#,
          "roost.yml": "name: php-app\n", "Composer.JSON": "{}", "old.php~": "secret", "sub/.htpasswd": "secret",
        ]
        let done = try await roost.roost("deploy", try roost.project("php-app", files), "--yes")
        #expect(done.status == 0, "\(done.errors)")
        for (path, body) in [
          ("/", "front / /index.php"), ("/a/b.c?d=e", "front /a/b.c?d=e /index.php"), ("/style.css", "body {}"),
          ("/admin/", "admin"),
          ("/page.php", "page"), ("/page.php/x", "page/x"), ("/.well-known/none", "front /.well-known/none /index.php"),
        ] {
          #expect(try await roost.get("php-app", path).body == body, "\(path)")
        }
        for path in [
          "/.env", "/%2eenv", "/data.sqlite", "/DATA.SQLITE", "/vendor/lib/eval.php", "/roost.yml", "/Composer.JSON", "/old.php~",
          "/sub/.htpasswd", "/.roost/router.php", "/.env/x",
        ] {
          #expect(try await roost.get("php-app", path).status == 404, "\(path)")
        }
      }
    }

    @Test func functionsOfSupabaseAreFoundAtBothPathsAndABrokenOneBreaksNoOther() async throws {
      try await RoostFixture.with { roost in
        let files = [
          "supabase/functions/hello/index.ts": """
          import { word } from "../_shared/word.ts";
          Deno.serve(async (request) => new Response([word, new URL(request.url).pathname, await request.text()].join(" ")));
          """, "supabase/functions/_shared/word.ts": "export const word = \"hello\";",
          "supabase/functions/exported/index.ts": "export default { fetch: () => new Response(\"exported\") };",
          "supabase/functions/broken/index.ts": "throw new Error(\"broken\");",
        ]
        let done = try await roost.roost("deploy", try roost.project("functions", files), "--yes")
        #expect(done.status == 0, "\(done.errors)")
        #expect(try await roost.get("functions", "/hello/x").body == "hello /hello/x ")
        #expect(try await roost.get("functions", "/functions/v1/hello").body == "hello /hello ")
        #expect(try await roost.getByHost("functions", "/functions/v1/exported").body == "exported")
        #expect(try await roost.get("functions", "/broken").status == 503)
        #expect(try await roost.get("functions", "/_shared").status == 404)
      }
    }

    @Test func aProgramOfDenoAndOneOfPythonListenOnTheirPort() async throws {
      try await RoostFixture.with { roost in
        let deno = [
          "deno.json": "{}",
          "main.ts": "Deno.serve({ port: Number(Deno.env.get(\"PORT\")) }, () => new Response(\"from deno\"));",
        ]
        let python = [
          "main.py": """
          import http.server, os
          class Handler(http.server.BaseHTTPRequestHandler):
              def do_GET(self):
                  self.send_response(200)
                  self.end_headers()
                  self.wfile.write(b"from python")
          http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
          """
        ]
        for (name, files) in [("deno", deno), ("python", python)] {
          let done = try await roost.roost("deploy", try roost.project("a-\(name)", files), "--yes")
          #expect(done.status == 0, "\(done.errors)")
          #expect(try await roost.get("a-\(name)").body == "from \(name)")
        }
      }
    }

    @Test func whatOptionsSayHoldsForOneDeployment() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.hello("default").mapValues { $0 }
        files["other.js"] = "require('http').createServer((q, r) => r.end('other ' + process.env.PORT)).listen(process.env.PORT)"
        files["requirements.txt"] = "flask\n"
        files["app.py"] = "app = Flask(__name__)\n"
        let nested = Dictionary(uniqueKeysWithValues: files.map { ("shop-main/\($0.key)", $0.value) })
        let directory = try roost.project("nested", nested)
        let asked = try await roost.roost("deploy", directory)
        #expect(
          asked.status == ProblemCode.projectAmbiguous.exitStatus && asked.errors.contains("--type flask"), "\(asked.errors)")
        let options = ["--type", "node", "--start", "node other.js", "--port", "4321"]
        let done = try await roost.start(["deploy", directory, "--yes"] + options).finish()
        #expect(done.status == 0, "\(done.errors)")
        #expect(try await roost.get("nested").body == "other 4321")
        let again = try await roost.roost("deploy", directory, "--type", "node")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await roost.get("nested").body == "default")
      }
    }
  }
}
