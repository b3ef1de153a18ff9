/// A Python web framework, known by the class or function that makes its app object.
struct AppFramework: Sendable {
  let name: String
  let constructors: Set<String>
  let interface: AppObject.Interface
  /// The packages that bring it.
  let packages: [String]

  static let all: [AppFramework] = [
    AppFramework(name: "fastapi", constructors: ["FastAPI"], interface: .asgi, packages: ["fastapi"]),
    AppFramework(name: "flask", constructors: ["Flask", "APIFlask", "OpenAPI"], interface: .wsgi, packages: ["flask"]),
    AppFramework(name: "starlette", constructors: ["Starlette"], interface: .asgi, packages: ["starlette"]),
    AppFramework(name: "quart", constructors: ["Quart"], interface: .asgi, packages: ["quart"]),
    AppFramework(name: "litestar", constructors: ["Litestar"], interface: .asgi, packages: ["litestar"]),
    AppFramework(name: "bottle", constructors: ["Bottle", "default_app"], interface: .wsgi, packages: ["bottle"]),
    AppFramework(name: "falcon", constructors: ["falcon.App", "falcon.API"], interface: .wsgi, packages: ["falcon"]),
    AppFramework(name: "falcon", constructors: ["falcon.asgi.App"], interface: .asgi, packages: ["falcon"]),
    AppFramework(name: "pyramid", constructors: ["make_wsgi_app"], interface: .wsgi, packages: ["pyramid"]),
    AppFramework(name: "django", constructors: ["get_wsgi_application"], interface: .wsgi, packages: ["django"]),
    AppFramework(name: "django", constructors: ["get_asgi_application"], interface: .asgi, packages: ["django"]),
  ]

  /// The framework whose constructor `callee`, as `flask.Flask`, names.
  static func made(by callee: String) -> AppFramework? {
    let last = callee.split(separator: ".").last.map(String.init) ?? callee
    return all.first { $0.constructors.contains(callee) || $0.constructors.contains(last) }
  }

  /// The framework a project requires, when it requires one.
  static func required(by requirements: PythonRequirements) -> AppFramework? {
    all.first { requirements.first(of: $0.packages) != nil }
  }
}
