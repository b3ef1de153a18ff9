import RoostModel

/// The program that serves a Python app object.
struct PythonServer: Equatable {
  let interface: AppObject.Interface

  init(interface: AppObject.Interface) { self.interface = interface }

  init(for type: ProjectType) {
    interface = type == .fastapi || type == .asgi ? .asgi : .wsgi
  }

  private var package: String { interface == .wsgi ? "gunicorn" : "uvicorn" }

  /// What must be installed beside the project's own requirements: this server, and the framework of an app object that
  /// comes without any manifest.
  func additions(for object: AppObject?, in project: ProjectInspection) -> [String] {
    let isRequired = project.python.requirements.first(of: [package]) != nil
    let framework = project.python.manifest == nil ? object?.framework : nil
    return [framework].compactMap { $0 } + (isRequired ? [] : [package])
  }

  /// The servers that a command line names and the project does not require.
  static func additions(namedBy line: String, in project: ProjectInspection) -> [String] {
    let words = line.split { $0.isWhitespace || $0 == "/" }
    return ["gunicorn", "uvicorn"].filter { name in
      words.contains { $0 == name } && project.python.requirements.first(of: [name]) == nil
    }
  }

  var prefixMode: PrefixMode { interface == .wsgi ? .scriptName : .strip }

  /// What the server loads in place of the object; `nil` for the object itself.
  func addedFile(for object: AppObject) -> AddedFile? {
    switch interface {
    case .asgi: PrefixModule.asgi(for: object)
    case .wsgi: object.framework == "django" ? PrefixModule.wsgi(for: object) : nil
    }
  }

  func command(for object: AppObject) -> String {
    switch interface {
    case .wsgi:
      let isDjango = object.framework == "django"
      let target =
        isDjango
        ? "--pythonpath \(PrefixModule.directory) roost_wsgi:application"
        : ShellCommand.quoted("\(object.module):\(object.name)\(object.isFactory ? "()" : "")")
      return "exec .venv/bin/gunicorn -b 127.0.0.1:$PORT -w ${WEB_CONCURRENCY:-2} --access-logfile - \(target)"
    case .asgi:
      return
        "exec .venv/bin/uvicorn --app-dir \(PrefixModule.directory) roost_asgi:app --host 127.0.0.1 --port $PORT --proxy-headers --forwarded-allow-ips 127.0.0.1"
    }
  }
}
