import RoostModel

/// Which app object of a Django project is served, and by which kind of server.
struct DjangoApplication {
  let project: ProjectInspection
  let settings: DjangoSettings

  /// ASGI when the settings name such an object and what serves it is required, else WSGI.
  func object() throws(Problem) -> AppObject {
    if let asgi = settings.asgi, project.python.requirements.first(of: ["channels", "daphne", "uvicorn"]) != nil,
      let object = object(asgi, .asgi)
    {
      return object
    }
    if let wsgi = settings.wsgi, let object = object(wsgi, .wsgi) { return object }
    guard let file = wsgiFile else {
      throw .startMissing(
        of: project.tree.name,
        because: "neither WSGI_APPLICATION in the settings nor one wsgi.py beside them says which app object is served")
    }
    let module = String(file.dropLast(3)).replacing("/", with: ".")
    return AppObject(
      module: module, name: "application", isFactory: false, interface: .wsgi, framework: "django",
      evidence: Evidence(file: file, says: "is there"))
  }

  /// `shop.wsgi.application`
  private func object(_ path: Stated<String>, _ interface: AppObject.Interface) -> AppObject? {
    guard let match = path.value.wholeMatch(of: /([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\.([A-Za-z_]\w*)/) else { return nil }
    return AppObject(
      module: String(match.1), name: String(match.2), isFactory: false, interface: interface, framework: "django",
      evidence: path.evidence)
  }

  /// Beside the settings or above them, else the only one there is.
  private var wsgiFile: String? {
    var parts = settings.module?.value.split(separator: ".").map(String.init) ?? []
    while !parts.isEmpty {
      parts.removeLast()
      let file = (parts + ["wsgi.py"]).joined(separator: "/")
      if project.tree.contains(file) { return file }
    }
    let all = project.tree.files.filter { $0.hasSuffix("/wsgi.py") && PythonModule(file: $0) != nil }
    return all.count == 1 ? all[0] : nil
  }
}
