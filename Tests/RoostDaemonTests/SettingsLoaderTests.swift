import Foundation
import RoostGateway
import RoostModel
import SystemPackage
import Testing

@testable import RoostDaemon

@Suite struct SettingsLoaderTests {
  private func load(
    _ options: ServeOptions = ServeOptions(home: "/srv/roost"), _ environment: [String: String] = [:], file text: String? = nil
  ) async throws -> Settings {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("roost-settings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appendingPathComponent("roost.yml")
    if let text { try Data(text.utf8).write(to: file) }
    return try await SettingsLoader(options: options, environment: environment, file: FilePath(file.path)).load()
  }

  @Test func theCommandLineBeatsTheEnvironmentBeatsTheFile() async throws {
    let file = "gateway:\n  port: 1001\n  host: 10.0.0.1\nbuild:\n  timeout: 7\n"
    let settings = try await load(
      ServeOptions(home: "/srv/roost", gatewayPort: 3003), ["ROOST_GATEWAY_PORT": "2002", "ROOST_GATEWAY_HOST": "10.0.0.2"],
      file: file)
    #expect(settings.gatewayPort == 3003)
    #expect(settings.gatewayHost == "10.0.0.2")
    #expect(settings.buildTimeout == .seconds(7))
    #expect(settings.gateTimeout == .seconds(60))
  }

  @Test(arguments: ["0", "65536", "http", "80x"]) func aPortThatIsNoneIsRefused(text: String) async throws {
    let problem = await #expect(throws: Problem.self) { try await load(ServeOptions(home: "/srv"), ["ROOST_GATEWAY_PORT": text]) }
    #expect(problem?.code == .settingsInvalid)
    #expect(problem?.hint.contains("ROOST_GATEWAY_PORT") == true)
  }

  @Test func tlsIsOffUntilItIsAskedFor() async throws {
    #expect(try await load().gatewayTLSPort == 0)
    let file = "gateway:\n  tls-port: 8443\n  https-redirect: true\n  hsts: 180d\n"
    let settings = try await load(file: file)
    #expect(settings.gatewayTLSPort == 8443)
    #expect(settings.secureTransport == SecureTransport(redirect: true, hsts: 15_552_000))
    #expect(try await load(["ROOST_GATEWAY_TLS_PORT": "444"], file).gatewayTLSPort == 444)
    let problem = await #expect(throws: Problem.self) { try await load(["ROOST_GATEWAY_HSTS": "soon"], file) }
    #expect(problem?.hint.contains("ROOST_GATEWAY_HSTS") == true)
  }

  @Test func theAPIListensOnLoopbackUnlessAProxyStandsBefore() async throws {
    let usual = try await load()
    #expect(usual.apiAddress == "127.0.0.1" && usual.apiPort == 7070 && !usual.apiPortIsAskedFor && !usual.apiBehindProxy)
    var options = ServeOptions(home: "/srv/roost")
    options.apiPort = 0
    #expect(try await load(options).apiPort == 0)
    #expect(try await load(ServeOptions(home: "/srv"), ["ROOST_API_PORT": "7071"]).apiPortIsAskedFor)
    #expect(try await !load(file: "api:\n  port: 7071\n").apiPortIsAskedFor)
    for file in [
      "api:\n  address: 0.0.0.0\n", "api:\n  address: here\n", "api:\n  behind-proxy: true\n", "api:\n  hosts: [\"*.x.y\"]\n",
    ] {
      let problem = await #expect(throws: Problem.self) { try await load(file: file) }
      #expect(problem?.code == .settingsInvalid, "\(file)")
    }
    let file = "api:\n  address: 0.0.0.0\n  behind-proxy: true\n  hosts: [roost.example.com]\n"
    let settings = try await load(file: file)
    #expect(settings.apiBehindProxy && settings.apiHosts == ["roost.example.com"] && settings.apiAddress == "0.0.0.0")
  }

  @Test func trustedProxiesComeFromAnywhere() async throws {
    #expect(try await load().trustedProxies == [])
    let file = "gateway:\n  trusted-proxies: [10.0.0.0/8, \"2001:db8::/32\"]\n"
    #expect(try await load(file: file).trustedProxies.map(\.description) == ["10.0.0.0/8", "2001:db8::/32"])
    #expect(try await load(file: "gateway:\n  trusted-proxies: 192.0.2.1\n").trustedProxies.map(\.description) == ["192.0.2.1"])
    let variable = ["ROOST_GATEWAY_TRUSTED_PROXIES": "192.0.2.1, fd00::/8"]
    #expect(try await load(variable, file).trustedProxies.map(\.description) == ["192.0.2.1", "fd00::/8"])
    var options = ServeOptions(home: "/srv/roost")
    options.gatewayTrustedProxies = ["172.16.0.0/12"]
    #expect(try await load(options, variable, file: file).trustedProxies.map(\.description) == ["172.16.0.0/12"])
  }

  @Test(arguments: [
    "proxy.example", "10.0.0.0/33", "10.0.0", "10.0.0.1,x", "0.0.0.0/0", "::/0", "::ffff:0:0/96", "10.0.0.1%eth0",
  ])
  func whoCannotBeTrustedIsNotTrusted(text: String) async throws {
    let problem = await #expect(throws: Problem.self) {
      try await load(ServeOptions(home: "/srv"), ["ROOST_GATEWAY_TRUSTED_PROXIES": text])
    }
    #expect(problem?.code == .settingsInvalid)
    #expect(problem?.hint.contains("ROOST_GATEWAY_TRUSTED_PROXIES") == true)
  }

  private func load(_ environment: [String: String], _ file: String) async throws -> Settings {
    try await load(ServeOptions(home: "/srv/roost"), environment, file: file)
  }

  @Test func theGatewaysLimitsAreRead() async throws {
    let settings = try await load(
      ServeOptions(home: "/srv"), ["ROOST_GATEWAY_LIMITS_CLIENT_CONNECTIONS": "30"],
      file: "gateway:\n  limits:\n    body: 5\n    client-connections: 20\n    first-byte-time: 60\n")
    var configuration = GatewayConfiguration(host: "", port: 0)
    settings.gatewayLimits.apply(to: &configuration)
    #expect(configuration.maximumBody == 5 << 20 && configuration.maximumClientConnections == 30)
    #expect(configuration.times.firstByte == .seconds(60) && configuration.times.keepAlive == .seconds(75))
    let problem = await #expect(throws: Problem.self) {
      try await load(ServeOptions(home: "/srv"), ["ROOST_GATEWAY_LIMITS_HEAD": "1"])
    }
    #expect(problem?.hint.contains("ROOST_GATEWAY_LIMITS_HEAD") == true)
  }

  /// What nobody sets is what the gateway's own defaults say.
  @Test func theDefaultsAreTheGateways() {
    var configuration = GatewayConfiguration(host: "", port: 0)
    let before = configuration
    GatewayLimits().apply(to: &configuration)
    #expect("\(configuration)" == "\(before)")
  }

  @Test func aBrokenFileIsRefusedAndNamed() async throws {
    let problem = await #expect(throws: Problem.self) { try await load(file: "gateway: [unclosed\n") }
    #expect(problem?.code == .settingsInvalid)
    #expect(problem?.message.contains("roost.yml") == true)
  }

  @Test func buildsGetThisMachinesProxiesAndNothingElse() async throws {
    let settings = try await load(ServeOptions(home: "/srv"), ["HTTPS_PROXY": "http://proxy:3128", "AWS_SECRET_ACCESS_KEY": "x"])
    #expect(settings.proxyVariables == ["HTTPS_PROXY": "http://proxy:3128"])
  }

  @Test func supabaseIsAnAddressAndFiles() async throws {
    let settings = try await load(
      file: "supabase:\n  url: https://x.supabase.co\n  anon-key-file: /etc/roost/anon\n  database-url-file: /etc/roost/url\n")
    #expect(settings.supabase.url == "https://x.supabase.co" && settings.supabase.anonKeyFile == "/etc/roost/anon")
    #expect(settings.supabase.databaseURLFile == "/etc/roost/url" && settings.supabase.serviceKeyFile == nil)
    for (key, value) in [("URL", "postgres://u:hunter22@h/d"), ("SERVICE_KEY_FILE", "eyJhunter22")] {
      let problem = await #expect(throws: Problem.self) {
        try await load(ServeOptions(home: "/srv"), ["ROOST_SUPABASE_\(key)": value])
      }
      // It may be the secret itself, where its file should be named.
      #expect(problem?.code == .settingsInvalid && problem.map { "\($0)".contains("hunter22") } == false)
    }
  }

  /// `gateway.port: 8080` and so on, of a file whose levels are two blanks.
  private func keys(of sample: String) -> [String] {
    var levels: [String] = []
    var found: [String] = []
    for line in sample.split(separator: "\n") where !line.hasPrefix("#") {
      let text = line.prefix { $0 != "#" }
      guard let colon = text.firstIndex(of: ":") else { continue }
      let level = text.prefix { $0 == " " }.count / 2
      levels = levels.prefix(level) + [text[..<colon].trimmingCharacters(in: .whitespaces)]
      let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if value.isEmpty { continue }
      found.append("\(levels.joined(separator: ".")): \(value.trimmingCharacters(in: CharacterSet(charactersIn: "\"[]")))")
    }
    return found
  }

  @Test func theSampleShowsTheDefaults() async throws {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let sample = try String(contentsOf: checkout.appendingPathComponent("docs/daemon.sample.yml"), encoding: .utf8)
    #expect(try await load(file: sample) == load())
    let details = try await load().details
    let told = details.map { "\($0.key): \($0.value)" }
    #expect(told == keys(of: sample) && details.allSatisfy(\.isDefault))
    #expect(Set(details.map(\.variable)) == Set(sample.matches(of: /ROOST_[A-Z_]+/).map { String($0.output) }))
    let changed = try await load(ServeOptions(home: "/srv/roost"), ["ROOST_APPS_SLEEP_AFTER": "15m"]).details.filter {
      !$0.isDefault
    }
    #expect(changed == [SettingDetail(key: "apps.sleep.after", value: "900s", isDefault: false)])
    for variable in sample.matches(of: /ROOST_[A-Z_]+/) {
      // Any of them is another than the default, or refused.
      let changed = try? await load(ServeOptions(home: "/srv/roost"), [String(variable.output): "7"])
      #expect(changed != (try await load()), "\(variable.output) is read")
    }
  }
}
