import Configuration
import Glibc
import RoostModel
import SystemPackage

/// Command line, then `ROOST_*`, then `/etc/roost/roost.yml`, then the defaults of ``Settings``.
struct SettingsLoader: Sendable {
  var options: ServeOptions
  var environment: [String: String]
  var userID: UInt32 = geteuid()
  var file: FilePath = "/etc/roost/roost.yml"

  func load() async throws(Problem) -> Settings {
    let reader = try await reader()
    var settings = Settings(
      home: try HomeDirectory(
        option: options.home, variable: reader.string(forKey: "home"), userID: userID, userHome: environment["HOME"]))
    settings.keepsLimits = userID == 0
    settings.gatewayHost = reader.string(forKey: "gateway.host") ?? settings.gatewayHost
    settings.subnet = reader.string(forKey: "network.subnet") ?? settings.subnet
    settings.logLevel = reader.string(forKey: "log.level") ?? settings.logLevel
    settings.gatewayPort = try whole(reader, "gateway.port", in: 1...65535) ?? settings.gatewayPort
    settings.gatewayTLSPort = try whole(reader, "gateway.tls-port", in: 0...65535) ?? settings.gatewayTLSPort
    settings.secureTransport = try secureTransport(reader)
    settings.gatewayDomain = try domain(reader)
    settings.trustedProxies = try TrustedProxiesReader(reader: reader, file: file).read()
    settings.privateSources = try AddressRangesReader(reader: reader, file: file).read("sources.allow-private")
    settings.gatewayLimits = try gatewayLimits(reader)
    settings.apiPort = try whole(reader, "api.port", in: 0...65535) ?? settings.apiPort
    settings.apiPortIsAskedFor = options.apiPort != nil || environment["ROOST_API_PORT"] != nil
    try APISettingsReader(reader: reader, file: file).read(into: &settings, behindProxy: try flag(reader, "api.behind-proxy"))
    settings.gateTimeout = try whole(reader, "gate.timeout", in: 1...3600).map { .seconds($0) } ?? settings.gateTimeout
    settings.buildTimeout = try whole(reader, "build.timeout", in: 1...86400).map { .seconds($0) } ?? settings.buildTimeout
    settings.supabase = try SupabaseSettings(reader, file: file)
    try addReleases(to: &settings, reader)
    settings.sleep = try SleepSettingsReader(reader: reader, file: file).read()
    settings.proxyVariables = environment.filter { SettingsLoader.passedToBuilds.contains($0.key) }
    settings.engineHost = environment["DOCKER_HOST"]
    settings.runtimeDirectory = environment["XDG_RUNTIME_DIR"]
    settings.mirrors = environment.filter { $0.key.hasPrefix("ROOST_") && $0.key.hasSuffix("_MIRROR") }
    return settings
  }

  /// Where this machine gets its packages from, so that builds get them from there too.
  static let passedToBuilds: Set<String> = [
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "UV_INDEX_URL", "NPM_CONFIG_REGISTRY", "npm_config_registry",
  ]

  private func reader() async throws(Problem) -> ConfigReader {
    do {
      return ConfigReader(providers: [
        InMemoryProvider(name: "command line", values: commandLine),
        EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "roost"),
        try await FileProvider<YAMLSnapshot>(filePath: file, allowMissing: true),
      ])
    } catch {
      throw Problem(
        .settingsInvalid, "\(file) cannot be read", hint: "mend it, or move it away: \(file)", cause: String(describing: error))
    }
  }

  /// 0 stands for the default where there is no fixed one.
  private func addReleases(to settings: inout Settings, _ reader: ConfigReader) throws(Problem) {
    settings.buildMemory = try whole(reader, "build.memory", in: 0...1 << 24).flatMap { $0 == 0 ? nil : $0 }
    settings.buildsAtOnce = try whole(reader, "build.at-once", in: 0...64).flatMap { $0 == 0 ? nil : $0 }
    settings.releaseTimeout =
      try whole(reader, "release.timeout", in: 1...86400).map { .seconds($0) } ?? settings.releaseTimeout
    settings.probation = try whole(reader, "release.probation", in: 0...3600).map { .seconds($0) } ?? settings.probation
    settings.keptReleases = try whole(reader, "release.kept", in: 0...1000) ?? settings.keptReleases
    settings.releaseSpace = try whole(reader, "release.space", in: 0...1 << 24).flatMap { $0 == 0 ? nil : $0 }
  }

  private func domain(_ reader: ConfigReader) throws(Problem) -> String? {
    guard let text = reader.string(forKey: "gateway.domain"), !text.isEmpty else { return nil }
    if let host = RouteHost(text), !host.isWildcard { return host.description }
    throw Problem(
      .settingsInvalid, "gateway.domain is \(text.debugDescription), not a host name such as apps.example.com",
      hint: "correct it where it is set: the variable ROOST_GATEWAY_DOMAIN or \(file)")
  }

  private var commandLine: [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    if let host = options.gatewayHost { values[["gateway", "host"]] = ConfigValue(.string(host), isSecret: false) }
    if let port = options.gatewayPort { values[["gateway", "port"]] = ConfigValue(.int(port), isSecret: false) }
    if let port = options.gatewayTLSPort { values[["gateway", "tls-port"]] = ConfigValue(.int(port), isSecret: false) }
    if let proxies = options.gatewayTrustedProxies {
      values[["gateway", "trusted-proxies"]] = ConfigValue(.stringArray(proxies), isSecret: false)
    }
    if let port = options.apiPort { values[["api", "port"]] = ConfigValue(.int(port), isSecret: false) }
    if let address = options.apiAddress { values[["api", "address"]] = ConfigValue(.string(address), isSecret: false) }
    if options.apiBehindProxy { values[["api", "behind-proxy"]] = ConfigValue(.bool(true), isSecret: false) }
    return values
  }

  private func secureTransport(_ reader: ConfigReader) throws(Problem) -> SecureTransport {
    // What is off is as if it were not there: only an app can take a promise back.
    var transport = SecureTransport(redirect: try flag(reader, "gateway.https-redirect") == true ? true : nil)
    guard let text = reader.string(forKey: "gateway.hsts"), !text.isEmpty else { return transport }
    guard let seconds = DurationText.seconds(text) else {
      throw Problem(
        .settingsInvalid, "gateway.hsts is \(text.debugDescription), not a time such as 180d, 12h or 0, two years at most",
        hint: "correct it where it is set: the variable ROOST_GATEWAY_HSTS or \(file)")
    }
    transport.hsts = seconds == 0 ? nil : seconds
    return transport
  }

  private func gatewayLimits(_ reader: ConfigReader) throws(Problem) -> GatewayLimits {
    var limits = GatewayLimits()
    for key in GatewayLimits.keys {
      guard let number = try whole(reader, ConfigKey(["gateway", "limits", key.name]), in: key.range) else { continue }
      limits[keyPath: key.value as WritableKeyPath<GatewayLimits, Int>] = number
    }
    return limits
  }

  /// `nil` when nothing is set; what is set and not a number in the range is refused, not replaced by a default.
  private func whole(_ reader: ConfigReader, _ key: ConfigKey, in range: ClosedRange<Int>) throws(Problem) -> Int? {
    let number = reader.int(forKey: key)
    if let number, range.contains(number) { return number }
    guard let text = number.map(String.init) ?? reader.string(forKey: key) else { return nil }
    throw Problem(
      .settingsInvalid, "\(key) is \(text.debugDescription), not a whole number from \(range.lowerBound) to \(range.upperBound)",
      hint: "correct it where it is set: the command line, the variable ROOST_\(variable(key)) or \(file)")
  }

  private func flag(_ reader: ConfigReader, _ key: ConfigKey) throws(Problem) -> Bool? {
    if let flag = reader.bool(forKey: key) { return flag }
    guard let text = reader.string(forKey: key), !text.isEmpty else { return nil }
    throw Problem(
      .settingsInvalid, "\(key) is \(text.debugDescription), neither true nor false",
      hint: "correct it where it is set: the variable ROOST_\(variable(key)) or \(file)")
  }

  private func variable(_ key: ConfigKey) -> String {
    key.components.map { $0.uppercased().replacing("-", with: "_") }.joined(separator: "_")
  }
}
