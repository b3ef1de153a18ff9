import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct AppObjectTests {
  private func objects(_ source: String, requirements: String = "") throws -> [String] {
    let tree = ProjectTree(name: "x", texts: ["requirements.txt": requirements])
    let required = try PythonRequirements.read(of: .requirements, in: tree)
    return AppObjectReader(file: "app.py", requirements: required).objects(in: source).map {
      "\($0.name)\($0.isFactory ? "()" : "") \($0.framework ?? "-") \($0.interface.rawValue) \($0.evidence.line ?? 0)"
    }
  }

  @Test(arguments: [
    ("app = Flask(__name__)", ["app flask wsgi 1"]), ("import fastapi\nweb = fastapi.FastAPI(title='x')", ["web fastapi asgi 2"]),
    ("app: Starlette = Starlette(", ["app starlette asgi 1"]), ("  app = Flask(__name__)", []), ("# app = Flask(x)", []),
    ("'''\napp = Flask(x)\n'''", []), ("x = (\napp = Flask(x)\n)", []),
    ("s = \"\"\"a\napp = Flask(x)\"\"\"\napp = Quart(x)", ["app quart asgi 3"]),
    ("s = 'it\\'s' # '\napp = Flask(x)", ["app flask wsgi 2"]), ("a = 1 + \\\napp = Flask(x)", []),
    ("d = {'#': '('}\napp = Flask(x)", ["app flask wsgi 2"]),
    ("app = MyFlask(x)", []), ("app = Flask", []), ("app == Flask(x)", []),
    ("async def app(scope, receive, send):", ["app - asgi 1"]),
    ("def application(environ, start_response):", ["application - wsgi 1"]), ("def app(scope, receive, send):", []),
    ("def create_app():", []),
    ("application = falcon.asgi.App()", ["application falcon asgi 1"]), ("app = falcon.App()", ["app falcon wsgi 1"]),
  ])
  func findsObjectsAtTheLeftMargin(_ source: String, _ expected: [String]) throws {
    #expect(try objects(source) == expected)
  }

  @Test func aFactoryBelongsToTheFrameworkThatIsRequired() throws {
    #expect(try objects("def create_app(config=None):", requirements: "flask") == ["create_app() flask wsgi 1"])
    #expect(try objects("def make_app():", requirements: "starlette") == ["make_app() starlette asgi 1"])
    #expect(try objects("app = create_app()", requirements: "fastapi") == ["app fastapi asgi 1"])
  }

  @Test(arguments: [
    ("app.py", "app", nil), ("src/shop/web.py", "shop.web", "src"), ("shop/__init__.py", "shop", nil),
    ("src/__init__.py", nil, nil), ("my-app/x.py", nil, nil), ("2x.py", nil, nil),
  ])
  func modulesOfFiles(_ file: String, _ name: String?, _ directory: String?) {
    #expect(PythonModule(file: file)?.name == name)
    #expect(PythonModule(file: file)?.pathDirectory == directory)
  }
}
