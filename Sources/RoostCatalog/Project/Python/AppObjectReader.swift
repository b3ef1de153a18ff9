import RoostModel

/// Finds app objects in one Python source, by its text alone.
struct AppObjectReader {
  let file: String
  let requirements: PythonRequirements

  func objects(in source: String) -> [AppObject] {
    PythonStatements.of(source).compactMap { line, text in
      let evidence = Evidence(file: file, line: line, says: String(text.trimmed.prefix(100)))
      return assigned(text, evidence) ?? defined(text, evidence)
    }
  }

  /// `app = Flask(__name__)`, `app: FastAPI = fastapi.FastAPI(`, `app = create_app()`.
  private func assigned(_ text: String, _ evidence: Evidence) -> AppObject? {
    guard let match = text.prefixMatch(of: /([A-Za-z_]\w*)\s*(?::[^=]*)?=\s*([A-Za-z_][\w.]*)\s*\(/) else { return nil }
    let callee = String(match.2)
    guard let framework = AppFramework.made(by: callee) ?? factoryFramework(callee) else { return nil }
    return object(String(match.1), framework, evidence)
  }

  /// `def create_app(`, `async def app(scope, receive, send)`, `def application(environ, start_response)`.
  private func defined(_ text: String, _ evidence: Evidence) -> AppObject? {
    guard let match = text.prefixMatch(of: /(async\s+)?def\s+([A-Za-z_]\w*)\s*\(([^)]*)/) else { return nil }
    let name = String(match.2)
    let parameters = match.3.split(separator: ",").map { $0.prefix { $0 != ":" }.trimmed }
    if match.1 != nil, parameters == ["scope", "receive", "send"] { return object(name, nil, evidence, .asgi) }
    if match.1 == nil, parameters == ["environ", "start_response"] { return object(name, nil, evidence, .wsgi) }
    guard match.1 == nil, let framework = factoryFramework(name) else { return nil }
    return object(name, framework, evidence, isFactory: true)
  }

  private func factoryFramework(_ callee: String) -> AppFramework? {
    let last = callee.split(separator: ".").last.map(String.init) ?? callee
    return ["create_app", "make_app"].contains(last) ? AppFramework.required(by: requirements) : nil
  }

  private func object(
    _ name: String, _ framework: AppFramework?, _ evidence: Evidence, _ interface: AppObject.Interface = .wsgi,
    isFactory: Bool = false
  ) -> AppObject? {
    guard let module = PythonModule(file: file) else { return nil }
    return AppObject(
      module: module.name, name: name, isFactory: isFactory, interface: framework?.interface ?? interface,
      framework: framework?.name,
      pathDirectory: module.pathDirectory, evidence: evidence)
  }
}
