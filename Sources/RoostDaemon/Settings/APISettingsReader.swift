import Configuration
import RoostModel
import SystemPackage

/// Reads `api.address`, `api.hosts` and `api.behind-proxy`.
struct APISettingsReader: Sendable {
  let reader: ConfigReader
  let file: FilePath

  func read(into settings: inout Settings, behindProxy: Bool?) throws(Problem) {
    settings.apiBehindProxy = behindProxy ?? settings.apiBehindProxy
    if let address = reader.string(forKey: "api.address"), !address.isEmpty { settings.apiAddress = address }
    guard let address = IPAddress(settings.apiAddress) else {
      throw wrong(
        "api.address", "is \(settings.apiAddress.debugDescription), not an address such as 127.0.0.1", "ROOST_API_ADDRESS")
    }
    guard address.isLoopback || settings.apiBehindProxy else {
      throw Problem(
        .settingsInvalid, "the API speaks no TLS: others could read what passes to \(settings.apiAddress)",
        hint: "put a proxy that speaks TLS before it, and say so: roost serve --api-behind-proxy; or leave it on 127.0.0.1")
    }
    settings.apiHosts = try hosts()
    guard !settings.apiBehindProxy || !settings.apiHosts.isEmpty else {
      throw wrong("api.hosts", "is empty: nobody can be asked for behind a proxy", "ROOST_API_HOSTS")
    }
  }

  private func hosts() throws(Problem) -> [String] {
    let texts = reader.stringArray(forKey: "api.hosts") ?? reader.string(forKey: "api.hosts").map { [$0] } ?? []
    return try texts.flatMap { $0.split { $0 == "," || $0 == " " } }.map { (text) throws(Problem) in
      guard let host = RouteHost(String(text)), !host.isWildcard else {
        throw wrong("api.hosts", "names \(text.debugDescription), not a host such as roost.example.com", "ROOST_API_HOSTS")
      }
      return host.description
    }
  }

  private func wrong(_ key: String, _ what: String, _ variable: String) -> Problem {
    Problem(.settingsInvalid, "\(key) \(what)", hint: "correct it where it is set: the variable \(variable) or \(file)")
  }
}
