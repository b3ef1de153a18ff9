import RoostAgentProtocol
import Testing

@Suite struct BootSpecTests {
  static var full: BootSpec {
    var spec = BootSpec(directory: "/d", layers: ["/a", "/b"], upper: "/u", work: "/w", user: 200_001, group: 200_002)
    spec.mounts = [BootMount(source: "/s", target: "/t", isReadOnly: true)]
    spec.mounts[0].owner = BootOwner(user: 0, group: 7)
    spec.files = [BootFile(path: "/etc/hosts", mode: 0o600, bytes: [0, 1, 2])]
    spec.hostname = "shop"
    spec.isRootless = true
    spec.limits.unifiedGroup = "/g"
    spec.limits.taskLists = ["/p"]
    spec.limits.memoryEvents = "/m"
    spec.limits.openFiles = 1024
    spec.limits.temporaryMegabytes = 7
    spec.network = BootNetwork(
      hostInterface: "veth", hostAddress: [10, 0, 0, 1], guestAddress: [10, 0, 0, 2], prefixLength: 30,
      gateway: [10, 0, 0, 1])
    spec.variables = ["A=b"]
    spec.workingDirectory = "/w"
    spec.writablePlaces = ["/usr"]
    spec.journal.segments = 3
    spec.enclosure = .sharedNetwork
    spec.lifetimeMilliseconds = 90_000
    spec.image = "/d/disk.img"
    spec.gatewayPorts = [80, 8443]
    return spec
  }

  @Test func comesBack() throws {
    #expect(try BootSpec(decoding: BootSpecTests.full.encoded) == BootSpecTests.full)
    let small = BootSpec(directory: "/d", layers: [], upper: "/u", work: "/w", user: 1, group: 1)
    #expect(try BootSpec(decoding: small.encoded) == small)
  }

  @Test func everyCutIsRefused() {
    let bytes = BootSpecTests.full.encoded
    for length in bytes.indices {
      #expect(throws: DecodingFailure.self) { try BootSpec(decoding: Array(bytes[..<length])) }
    }
    #expect(throws: DecodingFailure.trailing(1)) { try BootSpec(decoding: bytes + [0]) }
  }

  @Test(arguments: 1...300) func changedBytesNeverTrap(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    var bytes = BootSpecTests.full.encoded
    for _ in 1...8 { bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: .min ... .max, using: &generator) }
    _ = try? BootSpec(decoding: bytes)
    _ = try? BootReport(decoding: bytes)
  }

  @Test func newerSchemaIsNamed() {
    var bytes = BootSpecTests.full.encoded
    bytes[4] = UInt8(AgentSchema.current + 1)
    #expect(throws: DecodingFailure.newerSchema(AgentSchema.current + 1)) { try BootSpec(decoding: bytes) }
  }

  private let portsLength = 4 + 2 * 2

  @Test func thirdSchemaHasNoGateway() throws {
    var bytes = BootSpecTests.full.encoded
    bytes[4] = 3
    bytes.removeLast(portsLength)
    let decoded = try BootSpec(decoding: bytes)
    #expect(decoded.gatewayPorts.isEmpty && decoded.lifetimeMilliseconds == 90_000)
  }

  @Test func olderSchemaHasASandbox() throws {
    var bytes = BootSpecTests.full.encoded
    bytes[4] = 1
    // The enclosure, an image of 11 bytes with its presence and its length, a lifetime with its presence, two ports and their number.
    bytes.removeLast(1 + 1 + 4 + 11 + 1 + 8 + portsLength)
    #expect(try BootSpec(decoding: bytes).enclosure == .sandbox)
  }

  @Test func secondSchemaLivesForever() throws {
    var bytes = BootSpecTests.full.encoded
    bytes[4] = 2
    bytes.removeLast(1 + 8 + portsLength)
    let decoded = try BootSpec(decoding: bytes)
    #expect(decoded.enclosure == .sharedNetwork && decoded.lifetimeMilliseconds == nil)
  }

  @Test func reportsComeBack() throws {
    let failed = BootReport.failed(BootFailure(stage: .stack, errno: 2, message: "opening /x"))
    for report in [.ready(pid: 77), failed] { #expect(try BootReport(decoding: report.encoded) == report) }
    #expect(throws: DecodingFailure.truncated) { try BootReport(decoding: []) }
  }
}
