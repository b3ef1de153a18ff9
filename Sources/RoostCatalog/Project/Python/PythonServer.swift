import RoostModel

/// The program that serves a Python app object.
struct PythonServer: Equatable {
  let interface: AppObject.Interface

  init(for type: ProjectType) {
    interface = type == .fastapi || type == .asgi ? .asgi : .wsgi
  }

  /// The package to install beside the project's own requirements; `nil` when they have it.
  func addition(to requirements: PythonRequirements) -> String? {
    let name = interface == .wsgi ? "gunicorn" : "uvicorn"
    let alternatives = interface == .wsgi ? ["gunicorn"] : ["uvicorn", "fastapi-cli"]
    return requirements.first(of: alternatives) == nil ? name : nil
  }

  var prefixMode: PrefixMode { interface == .wsgi ? .scriptName : .strip }

  func command(for object: AppObject) -> String {
    switch interface {
    case .wsgi:
      let target = ShellCommand.quoted("\(object.module):\(object.name)\(object.isFactory ? "()" : "")")
      return "exec .venv/bin/gunicorn -b 127.0.0.1:$PORT -w ${WEB_CONCURRENCY:-2} --access-logfile - \(object.isFactory ? target : "\(object.module):\(object.name)")"
    case .asgi:
      let factory = object.isFactory ? "--factory " : ""
      return "exec .venv/bin/uvicorn \(factory)\(object.module):\(object.name) --host 127.0.0.1 --port $PORT --proxy-headers --forwarded-allow-ips 127.0.0.1"
    }
  }
}
