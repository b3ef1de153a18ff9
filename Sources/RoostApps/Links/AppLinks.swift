import RoostModel

/// Which of the addresses that an app was given lead to the gateway from inside its environment, too. Pure.
struct AppLinks {
  let addresses: [AppName: AppAddress]
  let gateway: GatewayPorts
  /// Where the environment is; `nil` is a sandbox.
  var target: StrategyTarget?
  /// Which port it listens on itself.
  var ownPort: UInt16?

  private var isSandbox: Bool { target.map { $0.kind == .sandbox } ?? true }

  private var ports: [GatewayAccess.Port] {
    let all = [(gateway.http, false), (gateway.https ?? 0, true)]
    return all.compactMap { port, isSecure in
      guard let number = UInt16(exactly: port), number > 0, number != ownPort else { return nil }
      return GatewayAccess.Port(number, isSecure: isSecure)
    }
  }

  /// `nil` when there is nothing to reach, or no way.
  var access: GatewayAccess? {
    let ports = ports
    guard !addresses.isEmpty, isSandbox, !ports.isEmpty else { return nil }
    let hosts = Set(addresses.values.map(\.host)).filter { $0 != "localhost" && IPAddress($0) == nil }
    return GatewayAccess(apps: addresses.keys.sorted { $0.text < $1.text }, hosts: hosts.sorted(), ports: ports)
  }

  /// One for each address that only visitors reach.
  var warnings: [String] {
    addresses.sorted { $0.key.text < $1.key.text }.compactMap { app, address in
      // Without isolation its network is the machine's.
      if let target, !isSandbox {
        guard target.kind != .process else { return nil }
        return "the address of \(app) is for visitors: from inside, apps on \(target) do not reach this machine's gateway"
      }
      guard !ports.contains(where: { $0.number == address.port }) else { return nil }
      return "the address of \(app) is for visitors: inside, port \(address.port) is the one this app listens on itself; "
        + "give it another one, `port:` in roost.yml"
    }
  }
}
