import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// Looks at the real machine.
@Suite struct MachineProbeTests {
  private let probe = MachineProbe.machine()

  @Test func aListeningSocketIsFoundWithItsProcess() async throws {
    try await withListener { port in
      let found = await probe.ports([port])
      #expect(found.map(\.port) == [port])
      #expect(found.first?.pid == getpid())
      #expect(found.first?.name?.isEmpty == false)
    }
  }

  @Test func aPortIsFreeAgainWhenItsSocketIsClosed() async throws {
    let port = try await withListener { port in port }
    #expect(await probe.ports([port]).isEmpty)
  }

  @Test func anInstalledPackageIsFoundAndAnUnknownOneIsNot() async throws {
    let found = try await probe.packages(["dpkg", "no-such-package-anywhere"])
    #expect(found.keys.sorted() == ["dpkg"])
    #expect(found["dpkg"]?.hasPrefix("1.") == true)
  }

  @Test func aFileIsFoundWithItsPackage() async throws {
    try await withScratch { scratch in
      let own = scratch.appending("mine")
      try Data().write(to: URL(filePath: own.string))
      let found = try await probe.files(["/usr/bin/dpkg", "/etc/passwd", own.string, "/no/such/file"])
      #expect(found.map(\.path) == ["/usr/bin/dpkg", "/etc/passwd", own.string])
      #expect(found.map(\.package) == ["dpkg", nil, nil])
    }
  }

  /// `/usr/bin/sh` is `/bin/sh` in dpkg's list where the directories were merged later.
  @Test func aFileOfAMergedDirectoryIsFound() async throws {
    #expect(try await probe.files(["/usr/bin/cat"]).map(\.package) == ["coreutils"])
  }

  @Test func aRuntimeThatClaimsATakenPortIsInConflict() async throws {
    try await withListener { port in
      var entry = CatalogueEntry(
        id: try #require(RuntimeID("server")), title: "Server", scheme: .semver,
        source: .wheel(WheelSource(package: "server", subtree: "x", destination: "y")))
      entry.conflicts.ports = [PortClaim(port: port, severity: .error)]
      entry.conflicts.packages = [.apt: ["dpkg"]]
      try await withScratch { home in
        let installer = Installer(
          home: home, catalogue: Catalogue([entry]), logger: TestInstaller.logger, verifier: TestInstaller.plainVerifier)
        let host = try await installer.conflicts(of: [entry.id], scope: .host)
        #expect(host.map(\.kind) == [.package, .port])
        #expect(host.last?.holder.contains("pid \(getpid())") == true)
        #expect(try await installer.conflicts(of: [entry.id], scope: .layer).map(\.severity) == [.warning])
      }
    }
  }

  /// systemd does not run everywhere: a program that answers as systemctl does.
  @Test func unitsAreReadAsSystemctlWritesThem() async throws {
    try await withScratch { scratch in
      let tool = scratch.appending("systemctl")
      let script = """
        #!/bin/sh
        [ "$*" = "show --property=Id,ActiveState,UnitFileState -- apache2.service nginx.service ghost.service" ] || exit 3
        printf 'Id=apache2.service\\nActiveState=active\\nUnitFileState=enabled\\n\\n'
        printf 'Id=nginx.service\\nActiveState=inactive\\nUnitFileState=enabled\\n\\n'
        printf 'Id=ghost.service\\nActiveState=inactive\\nUnitFileState=\\n'
        """
      try Data(script.utf8).write(to: URL(filePath: tool.string))
      #expect(chmod(tool.string, 0o755) == 0)
      let found = try await UnitQuery(tool: tool.string).found(["apache2", "nginx.service", "ghost"])
      #expect(
        found == [
          FoundService(unit: "apache2.service", isActive: true, isEnabled: true),
          FoundService(unit: "nginx.service", isActive: false, isEnabled: true),
        ])
    }
  }

  @Test(arguments: [
    ("installed\tdpkg\t1.21\nconfig-files\told\t1\n", ["dpkg": "1.21"]),
    ("installed\tbash\t5.2-1.fc40\npackage x is not installed\n", ["bash": "5.2-1.fc40"]),
    ("busybox\nmusl\n", ["busybox": "", "musl": ""]),
    ("", [:]),
  ]) func listsOfPackagesAreRead(output: String, expected: [String: String]) {
    #expect(PackageDatabase.versions(in: output) == expected)
  }

  @Test(arguments: [
    ("dpkg: /usr/bin/dpkg\n", false, "dpkg"), ("libc6:amd64, libc6:i386: /etc/x\n", false, "libc6"),
    ("diversion by dash from: /bin/sh\ndiversion by dash to: /bin/sh.distrib\ndash: /bin/sh\n", false, "dash"),
    ("bash: \n", false, "bash"), ("busybox\n", true, "busybox"), ("", false, nil),
    ("file /x is not owned by any package\n", false, nil),
  ]) func ownersAreRead(output: String, apk: Bool, expected: String?) {
    #expect(PackageDatabase.owner(in: output, apk: apk) == expected)
  }

  /// Calls `body` with the port of a socket that listens.
  private func withListener<Value>(_ body: (UInt16) async throws -> Value) async throws -> Value {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, 1) == 0 && getsockname(socket, address, &length) == 0
      }
    }
    try #require(isBound)
    return try await body(UInt16(bigEndian: address.sin_port))
  }
}
