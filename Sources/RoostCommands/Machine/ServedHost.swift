import RoostModel

/// What somebody meant who gave `roost serve` a host: an address to listen on, or another machine.
struct ServedHost {
  let name: String

  var problem: Problem {
    let shown = CleanText.line(String(name.prefix(60)))
    guard !isAddress else {
      return Problem(
        .usageInvalid, "serve has two addresses, the gateway's and the API's: --host could be either",
        hint: "the gateway: roost serve --gateway-host \(shown); the API: roost serve --api-address \(shown)")
    }
    return Problem(
      .usageInvalid, "a daemon serves the machine it runs on, and --host names another one",
      hint:
        "start it there: ssh \(ShellWord.quoted(shown)) roost serve; or ask the one that runs: roost status --host \(ShellWord.quoted(shown))"
    )
  }

  private var isAddress: Bool { name == "localhost" || name == "*" || AddressRange(name) != nil }
}
