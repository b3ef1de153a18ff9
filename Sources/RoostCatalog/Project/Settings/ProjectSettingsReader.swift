import RoostModel

/// How a new release takes the place of the old one.
private enum SwitchMode: String, CaseIterable {
  /// Started beside it; requests go over once it answers.
  case rolling
  /// Started when the old one has ended, while requests wait.
  case exclusive
}

/// Reads `roost.yml`.
struct ProjectSettingsReader {
  static let keys = [
    "name", "type", "root", "runtimes", "install", "build", "release", "start", "processes", "schedules", "port", "health", "env",
    "secrets", "required", "supabase",
    "limits", "network", "on", "watch",
    "gateway", "static", "switch", "autostart", "after", "sleep", "backup",
  ]
  static let healthKeys = ["path", "interval", "timeout", "failures"]
  static let limitKeys = ["memory", "cpus", "processes", "open-files", "disk", "storage", "logs"] + RouteLimitsReader.sharedKeys
  static let staticKeys = ["directory", "single-page"]

  private let reader: ObjectReader
  private let document: DocumentNode
  private let file: String

  static func read(_ text: String, file: String) throws(DocumentFault) -> ProjectSettings {
    let document = try YAMLReader.read(text, file: file)
    let reader = try ObjectReader(document, file: file, knownKeys: keys)
    return try ProjectSettingsReader(reader: reader, document: document, file: file).settings()
  }

  private func settings() throws(DocumentFault) -> ProjectSettings {
    var settings = ProjectSettings()
    settings.file = file
    settings.name = try name()
    settings.type = try reader.choice("type", ProjectType.self)
    settings.root = try directory("root", in: reader)
    settings.runtimes = try runtimes()
    settings.install = try command("install")
    settings.build = try commands("build")
    settings.release = try commands("release")
    settings.processes = try ProcessesReader.processes(reader)
    settings.schedules = try ProcessesReader.schedules(reader)
    settings.start = try command("start")
    settings.port = try port()
    settings.healthPath = try healthPath()
    settings.variables = try variables()
    settings.secrets = try VariableNamesReader.read("secrets", reader)
    settings.required = try VariableNamesReader.read("required", reader)
    settings.usesSupabase = try reader.flag("supabase")
    settings.limits = try ResourceLimitsReader.read(reader)
    settings.quota = try ResourceLimitsReader.readQuota(reader)
    settings.network = try network()
    settings.target = try target()
    settings.route = try RouteSettingsReader.read(reader)
    settings.watch = try watch()
    settings.health = try healthRules()
    settings.startsWithMachine = try reader.flag("autostart")
    settings.startsAfter = try startsAfter()
    settings.isExclusive = try reader.choice("switch", SwitchMode.self).map { $0 == .exclusive }
    settings.sleep = try SleepReader.read(reader)
    settings.backup = try BackupReader.read(reader)
    try addStatic(to: &settings)
    for key in ["type", "root", "install", "build", "release", "start", "port", "health"] where reader.value(key) != nil {
      settings.decisions[key] = evidence(key, ["type", "root", "port"].contains(key) ? "\(key) is \(plain(key))" : key)
    }
    return settings
  }

  private func name() throws(DocumentFault) -> AppName? {
    guard let text = try reader.text("name") else { return nil }
    do throws(Problem) {
      return try AppName(text)
    } catch {
      throw reader.fault("name", "\(error.message); \(error.hint)")
    }
  }

  /// A directory inside the project; `.` is the project itself and the same as none.
  private func directory(_ key: String, in reader: ObjectReader) throws(DocumentFault) -> String? {
    guard let text = try reader.text(key) else { return nil }
    guard let path = RelativePath.normalized(text) else {
      throw reader.fault(key, "'\(text.prefix(80))' is not a directory inside the project")
    }
    return path
  }

  private func evidence(_ key: String, _ says: String) -> Evidence {
    Evidence(file: file, line: document[key]?.position.line, says: says)
  }

  private func plain(_ key: String) -> String { String((reader.value(key)?.text ?? "").prefix(80)) }

  private func runtimes() throws(DocumentFault) -> [Stated<RuntimeSelection>] {
    _ = try reader.textMap("runtimes")
    let members = reader.value("runtimes")?.members ?? []
    return members.compactMap { member in
      guard let selector = member.value.text else { return nil }
      let evidence = Evidence(file: file, line: member.keyPosition.line, says: "runtimes.\(member.key) is \"\(selector)\"")
      return Stated(RuntimeSelection(runtime: member.key, selector: selector), by: evidence)
    }
  }

  private func command(_ key: String) throws(DocumentFault) -> Stated<String>? {
    guard let text = try reader.text(key) else { return nil }
    let line = text.split(whereSeparator: \.isNewline).joined(separator: "\n")
    guard !line.isEmpty || key == "install" else { throw reader.fault(key, "is empty") }
    return Stated(line, by: evidence(key, key))
  }

  private func commands(_ key: String) throws(DocumentFault) -> Stated<[String]>? {
    guard reader.value(key) != nil else { return nil }
    let commands = try reader.texts(key).filter { !$0.isEmpty }
    guard commands.count <= 50 else { throw reader.fault(key, "has more than 50 commands") }
    return Stated(commands, by: evidence(key, key))
  }

  private func port() throws(DocumentFault) -> UInt16? {
    guard let text = try reader.text("port") else { return nil }
    guard let port = UInt16(text), port >= 1024 else {
      throw reader.fault("port", "expected a port from 1024 to 65535, found '\(text.prefix(40))'")
    }
    return port
  }

  private func healthPath() throws(DocumentFault) -> String? {
    guard let health = try reader.object("health", knownKeys: Self.healthKeys), let path = try health.text("path") else {
      return nil
    }
    guard HealthPath.isValid(path) else { throw health.fault("path", "expected a path such as /health") }
    return path
  }

  /// What is not said is as usual.
  private func healthRules() throws(DocumentFault) -> HealthRules? {
    guard let health = try reader.object("health", knownKeys: Self.healthKeys) else { return nil }
    var rules = HealthRules.standard
    rules.interval = try seconds("interval", in: health, 0...86_400) ?? rules.interval
    rules.timeout = try seconds("timeout", in: health, 1...300) ?? rules.timeout
    if let text = try health.text("failures") {
      guard let failures = Int(text), (1...100).contains(failures) else {
        throw health.fault("failures", "expected a number from 1 to 100, found '\(text.prefix(40))'")
      }
      rules.failures = failures
    }
    return rules == .standard ? nil : rules
  }

  private func seconds(_ key: String, in reader: ObjectReader, _ range: ClosedRange<Int>) throws(DocumentFault) -> Int? {
    guard let text = try reader.text(key) else { return nil }
    guard let seconds = DurationText.seconds(text), range.contains(seconds) else {
      throw reader.fault(
        key, "expected a time such as 30s or 5m, from \(range.lowerBound) s to \(range.upperBound) s, found '\(text.prefix(40))'")
    }
    return seconds
  }

  private func startsAfter() throws(DocumentFault) -> [AppName] {
    var names: [AppName] = []
    for text in try reader.texts("after") {
      do throws(Problem) { names.append(try AppName(text)) } catch { throw reader.fault("after", error.message) }
    }
    return names
  }

  private func variables() throws(DocumentFault) -> [String: String] {
    let variables = try reader.textMap("env")
    for name in variables.keys.sorted() where !VariableName.isWellFormed(name) {
      throw reader.fault("env", "'\(name.prefix(40))' is not the name of a variable: use A-Z, a-z, 0-9 and _")
    }
    return variables
  }

  private func network() throws(DocumentFault) -> NetworkPolicy? {
    guard let text = try reader.text("network") else { return nil }
    guard let policy = NetworkPolicy(rawValue: text) else {
      throw reader.fault("network", "'\(text.prefix(40))' is neither outbound nor none, and no allow:HOST[:PORT],...")
    }
    return policy
  }

  private func watch() throws(DocumentFault) -> [String] {
    guard reader.value("watch") != nil else { return [] }
    let patterns = try reader.texts("watch")
    guard patterns.count <= 100, patterns.allSatisfy({ (1...500).contains($0.utf8.count) && !$0.hasPrefix("/") }) else {
      throw reader.fault("watch", "expected up to 100 patterns of files such as api/**, without a slash at their beginning")
    }
    return patterns
  }

  private func target() throws(DocumentFault) -> StrategyTarget? {
    guard let text = try reader.text("on") else { return nil }
    guard let target = StrategyTarget(text) else {
      throw reader.fault("on", "'\(text.prefix(80))' is none of sandbox, docker, vm, ssh://USER@HOST")
    }
    return target
  }

  private func addStatic(to settings: inout ProjectSettings) throws(DocumentFault) {
    guard let files = try reader.object("static", knownKeys: Self.staticKeys) else { return }
    if let directory = try directory("directory", in: files) {
      settings.staticDirectory = Stated(directory, by: evidence("static", "static.directory is \"\(directory)\""))
    }
    settings.singlePage = try files.flag("single-page")
  }
}
