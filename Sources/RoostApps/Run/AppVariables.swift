import RoostModel

extension Plan {
  /// Where its commands run, inside.
  var workingDirectory: String { root.map { "/app/\($0)" } ?? "/app" }
}

/// The variables an app gets, and those its build steps get besides.
enum AppVariables {
  /// Whether every app that serves has it without being asked.
  static func isGiven(_ name: String) -> Bool { VariableName.isReserved(name) || name == "NODE_ENV" }

  static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  static func serving(
    name: AppName, release: Int, plan: Plan, layers: [InstalledLayer], configuration: AppsConfiguration
  ) -> [String: String] {
    var variables = common(name: name, release: release, plan: plan, layers: layers, configuration: configuration)
    variables["HOME"] = "/app"
    variables["PORT"] = String(plan.port)
    variables["HOST"] = "127.0.0.1"
    variables["NODE_ENV"] = plan.variables["NODE_ENV"] ?? "production"
    return variables
  }

  static func building(
    name: AppName, release: Int, plan: Plan, layers: [InstalledLayer], configuration: AppsConfiguration
  ) -> [String: String] {
    var variables = common(name: name, release: release, plan: plan, layers: layers, configuration: configuration)
    variables["HOME"] = "/cache/home"
    variables["TMPDIR"] = "/cache/tmp"
    variables["PIP_CACHE_DIR"] = "/cache/pip"
    variables["UV_CACHE_DIR"] = "/cache/uv"
    variables["npm_config_cache"] = "/cache/npm"
    variables["CI"] = "1"
    return variables.merging(configuration.buildVariables) { own, _ in own }
  }

  private static func common(
    name: AppName, release: Int, plan: Plan, layers: [InstalledLayer], configuration: AppsConfiguration
  ) -> [String: String] {
    var variables = ["PATH": path, "LANG": "C.UTF-8"]
    // The machine's own trust is mounted there; Node and some others carry lists of their own.
    variables["SSL_CERT_FILE"] = "/etc/ssl/certs/ca-certificates.crt"
    variables["NODE_EXTRA_CA_CERTS"] = "/etc/ssl/certs/ca-certificates.crt"
    for layer in layers { variables.merge(layer.variables) { _, upper in upper } }
    variables.merge(plan.variables) { _, own in own }
    variables["ROOST_APP"] = name.text
    variables["ROOST_RELEASE"] = String(release)
    let route = plan.route ?? RouteSettings()
    variables["ROOST_BASE_PATH"] = route.basePath(of: name)
    variables["ROOST_DATA_DIR"] = "/data"
    variables["ROOST_URL"] = configuration.baseURL(of: name, route)
    return variables
  }
}
