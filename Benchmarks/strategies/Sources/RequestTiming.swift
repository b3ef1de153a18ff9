import Glibc
import RoostEnvironments
import RoostModel

/// The same server inside and outside of an environment, asked in turns over kept connections.
///
/// Only where a connection is a descriptor of this machine. To be run on one core: whether the scheduler puts a server beside
/// its client or on another core changes a request threefold, and differs between the two for as long as they live.
struct RequestTiming {
  let strategy: any Strategy
  let spec: EnvironmentSpec
  let rounds: Int

  func run() async throws {
    let environment = try await strategy.prepare(spec)
    try await environment.boot()
    _ = try await environment.spawn(ProcessSpec("perl", ["-e", KeepAliveServer.program, "\(KeepAliveServer.port)"]))
    for await event in await environment.events() { if case .portOpened = event { break } }
    if case .descriptor(let inside) = try await environment.dial(KeepAliveServer.port) { try compare(inside) }
    try await environment.destroy(grace: .zero)
  }

  private func compare(_ inside: Int32) throws {
    let outside = try KeepAliveServer.onTheHost()
    var (dialed, plain) = (Samples(), Samples())
    for _ in 0..<(rounds * 10) {
      dialed.add(outside.requests(on: inside, count: 100) / 100)
      plain.add(outside.requests(on: outside.connection, count: 100) / 100)
    }
    dialed.report("\(strategy.kind): keep-alive request through dial (mean of 100)")
    plain.report("the same over loopback")
    close(inside)
    outside.stop()
  }
}
