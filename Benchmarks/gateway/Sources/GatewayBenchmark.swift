import ArgumentParser
import Glibc
import Logging
import RoostGateway
import RoostModel
import SystemPackage

/// One gateway with one app, `bench`, that listens on a loopback port; others beside it are there to be passed over.
@main
struct GatewayBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gateway-bench", abstract: "A gateway before one app, to be measured from outside.")

  @Argument(help: "Where it listens, on 127.0.0.1.") var port: Int
  @Argument(help: "Where the app listens, on 127.0.0.1.") var appPort: UInt16
  @Option(help: "Event loops.") var loops = 1
  @Option(help: "Other apps, which nobody asks for.") var others = 0
  @Option(help: "A directory to serve as the app `site`.") var site: String?
  @Option(help: "Where it also listens for TLS.") var tlsPort: Int?
  @Option(help: "The certificate for that, in PEM.") var certificate: String?
  @Option(help: "Its key, in PEM.") var key: String?

  func run() async throws {
    var configuration = GatewayConfiguration(host: "127.0.0.1", port: port)
    configuration.eventLoops = loops
    configuration.maximumConnections = 12_000
    configuration.maximumClientConnections = 12_000
    configuration.tlsPort = tlsPort
    let gateway = Gateway(configuration, logger: Logger(label: "bench"))
    if let certificate, let key {
      for refused in gateway.setCertificates([try read(certificate, key)]) { throw refused.problem }
    }
    for number in 0..<others { gateway.setRoute(try AppName("other-\(number)"), to: .held()) }
    let appPort = appPort
    gateway.setRoute(
      try AppName("bench"), to: .upstream { () async throws(Problem) -> CInt in try Loopback.connect(to: appPort) })
    if let site { gateway.setRoute(try AppName("site"), to: .files(root: FilePath(site), singlePage: false)) }
    try await gateway.run()
  }

  private func read(_ certificate: String, _ key: String) throws -> GatewayCertificate {
    GatewayCertificate(
      label: "bench", names: ["localhost"], isFallback: true, chain: try bytes(of: certificate), key: try bytes(of: key))
  }

  private func bytes(of path: String) throws -> [UInt8] {
    let file = try FileDescriptor.open(FilePath(path), .readOnly)
    defer { _ = try? file.close() }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
    return Array(buffer[..<count])
  }
}
