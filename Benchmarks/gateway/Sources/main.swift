// Serves one app, `bench`, that listens on a loopback port: `gateway-bench LISTEN-PORT APP-PORT LOOPS`.
import Glibc
import Logging
import RoostGateway
import RoostModel

@Sendable
func dial(_ port: UInt16) throws(Problem) -> CInt {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port.bigEndian)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  let connected = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
  }
  guard connected == 0 else {
    close(socket)
    throw Problem(.portNotOpen, "nothing listens on port \(port)", hint: "start the server of the benchmark")
  }
  var on: Int32 = 1
  setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
  return socket
}

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard numbers.count == 3, let appPort = UInt16(exactly: numbers[1]) else {
  print("usage: gateway-bench LISTEN-PORT APP-PORT LOOPS")
  exit(2)
}
var configuration = GatewayConfiguration(host: "127.0.0.1", port: numbers[0])
configuration.eventLoops = numbers[2]
let gateway = Gateway(configuration, logger: Logger(label: "bench"))
gateway.setRoute(try AppName("bench"), to: .upstream { () async throws(Problem) -> CInt in try dial(appPort) })
try await gateway.run()
