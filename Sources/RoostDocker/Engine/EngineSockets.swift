package import RoostModel

/// Where an engine may listen on this machine. Pure.
package enum EngineSockets {
  /// Paths to be tried, the likeliest first.
  ///
  /// - Parameters:
  ///   - host: `DOCKER_HOST`. When it is set, nothing else is tried.
  ///   - runtimeDirectory: `XDG_RUNTIME_DIR`, where engines without root listen.
  package static func candidates(host: String?, runtimeDirectory: String?) throws(Problem) -> [String] {
    if let host, !host.isEmpty { return [try path(of: host)] }
    let own = runtimeDirectory.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    let rootless = own.map { ["\($0)/docker.sock", "\($0)/podman/podman.sock"] } ?? []
    return ["/var/run/docker.sock"] + rootless + ["/run/podman/podman.sock"]
  }

  private static func path(of host: String) throws(Problem) -> String {
    let scheme = "unix://"
    let path = host.hasPrefix(scheme) ? String(host.dropFirst(scheme.count)) : host
    guard path.hasPrefix("/"), !path.utf8.contains(0), path.utf8.count <= 4096 else {
      throw Problem(
        .settingsInvalid, "DOCKER_HOST is '\(host.prefix(200))', and Roost talks to an engine on this machine only",
        hint: "export DOCKER_HOST=unix:///var/run/docker.sock; for another machine: roost deploy --on ssh://user@host")
    }
    return path
  }
}
