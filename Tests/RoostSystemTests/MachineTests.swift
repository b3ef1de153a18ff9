import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostSystem

@Suite struct MachineTests {
  @Test func readsOSRelease() {
    let release = OSRelease(
      """
      # a comment
      PRETTY_NAME="Ubuntu \\"Noble\\" 24.04"
      NAME=Ubuntu
      VERSION_ID='24.04'
      VERSION_CODENAME=noble
      ID=ubuntu
      ID_LIKE="debian  other"
      nonsense
      """)
    #expect(release.id == "ubuntu")
    #expect(release.versionID == "24.04")
    #expect(release.name == "Ubuntu \"Noble\" 24.04")
    #expect(release.like == ["debian", "other"])
    #expect(release.codename == "noble")
  }

  @Test func anEmptyOSReleaseIsLinux() {
    let release = OSRelease("")
    #expect(release == OSRelease())
    #expect(release.id == "linux")
  }

  @Test func controlCharactersDoNotGetThrough() {
    #expect(OSRelease("NAME=\"a\u{1B}[31mb\"").name == "a[31mb")
  }

  @Test func thisMachineIsDescribed() throws {
    let system = OperatingSystem.detect()
    #expect(system.libc.hasPrefix("glibc 2."))
    #expect(["x86_64", "aarch64"].contains(system.architecture))
    #expect(system.kernel.first?.isNumber == true)
    let text = try String(contentsOfFile: "/etc/os-release", encoding: .utf8)
    #expect(text.contains(system.versionID))
    #expect(system.resembles("debian"))
    #expect(PackageManagers.detect(on: system, searchPath: "/usr/bin:/bin").first == .apt)
    #expect(PackageManagers.detect(on: system, searchPath: "/nowhere").isEmpty)
  }

  @Test func anotherRootIsReadThroughItsOwnFiles() async throws {
    try await withScratch { root in
      for directory in ["usr/lib", "lib"] {
        try FileManager.default.createDirectory(
          atPath: root.appending(directory).string, withIntermediateDirectories: true)
      }
      try root.appending("usr/lib/os-release").write("ID=alpine\nVERSION_ID=3.20.1\n")
      try root.appending("lib/ld-musl-x86_64.so.1").write("")
      let system = OperatingSystem.detect(root: root)
      #expect(system.id == "alpine")
      #expect(system.versionID == "3.20.1")
      #expect(system.libc == "musl")
    }
  }

  @Test(arguments: [
    (["apt", "dnf"], "debian", ["apt", "dnf"]), (["apt", "dnf", "yum"], "fedora", ["dnf", "yum", "apt"]),
    (["apk", "brew"], "alpine", ["apk", "brew"]), (["yum"], "centos", ["yum"]), (["brew"], "arch", ["brew"]), ([], "debian", []),
  ]) func theSystemsOwnPackageManagerComesFirst(present: [String], id: String, expected: [String]) {
    let system = OperatingSystem(id: id, versionID: "", name: "", architecture: "", libc: "", kernel: "")
    let ordered = PackageManagers.ordered(present.compactMap { PackageManagerKind(rawValue: $0) }, on: system)
    #expect(ordered.map(\.rawValue) == expected)
  }

  @Test func aContainerIsKnownByItsMarks() {
    func engine(_ declared: String? = nil, docker: Bool = false, podman: Bool = false, cgroups: String = "0::/") -> String? {
      ContainerDetection(declared: declared, hasDockerMark: docker, hasPodmanMark: podman, cgroups: cgroups).engine
    }
    #expect(engine() == nil)
    #expect(engine("lxc\n") == "lxc")
    #expect(engine("") == nil)
    #expect(engine(docker: true) == "docker")
    #expect(engine(podman: true) == "podman")
    #expect(engine(docker: true, cgroups: "0::/kubepods/besteffort/pod1") == "kubernetes")
    #expect(engine(cgroups: "4:memory:/docker/0123") == "docker")
    #expect(engine("systemd-nspawn", docker: true) == "systemd-nspawn")
  }

  @Test func memoryIsCountedInBytes() throws {
    let space = Space(meminfo: "MemTotal:       2048 kB\nMemFree:  10 kB\nMemAvailable:   1024 kB\n")
    #expect(space == Space(total: ByteCount(2 << 20), free: ByteCount(1 << 20)))
    #expect(Space(meminfo: "garbage") == nil)
    #expect(try #require(Space.memory()).total > .megabytes(100))
  }
}
