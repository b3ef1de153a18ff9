/// A gateway's numbers in the text form that Prometheus reads.
package struct PrometheusText: Sendable {
  private let status: GatewayStatus

  package init(status: GatewayStatus) { self.status = status }

  package var text: String {
    var text = plain("roost_gateway_connections", "gauge", "Connections of clients, now.", status.connections)
    text += plain("roost_gateway_connections_accepted_total", "counter", "Connections accepted.", status.accepted)
    text += plain(
      "roost_gateway_connections_refused_total", "counter", "Connections closed at once, for a limit.", status.refusedConnections)
    text += plain(
      "roost_gateway_access_log_dropped_total", "counter", "Lines of access logs not written.", status.droppedLogLines)
    text += family("roost_requests_total", "counter", "Answers by class of status.", requests)
    text += family("roost_requests_refused_total", "counter", "Requests refused by a limit of the app's.", refused)
    for gauge in PrometheusText.simple { text += family(gauge.name, gauge.kind, gauge.help) { [("", gauge.value($0))] } }
    for use in PrometheusText.uses { text += usage(use) }
    text += histogram("roost_request_duration_seconds", "From a request's head to the end of its answer.", \.duration)
    text += histogram("roost_first_byte_seconds", "From a request's head to the app's first byte.", \.firstByte)
    return text
  }

  private struct Simple {
    var name: String
    var kind: String
    var help: String
    var value: @Sendable (RouteMetrics) -> Int
  }

  private static let simple = [
    Simple(name: "roost_requests_in_flight", kind: "gauge", help: "Requests under way, now.") { $0.inFlight },
    Simple(name: "roost_websockets", kind: "gauge", help: "Open WebSockets, now.") { $0.webSockets },
    Simple(name: "roost_requests_aborted_total", kind: "counter", help: "Answers that did not become whole.") { $0.aborted },
    Simple(name: "roost_requests_retried_total", kind: "counter", help: "Requests sent to the app again.") { $0.retries },
    Simple(name: "roost_received_bytes_total", kind: "counter", help: "Bytes from clients.") { $0.received },
    Simple(name: "roost_sent_bytes_total", kind: "counter", help: "Bytes to clients.") { $0.sent },
    Simple(name: "roost_app_sleep_seconds_total", kind: "counter", help: "Seconds in which the app slept.") { Int($0.asleep) },
    Simple(name: "roost_app_wakes_total", kind: "counter", help: "How often the app was woken.") { $0.wakes },
  ]

  private struct Use {
    var name: String
    var kind: String
    var help: String
    var value: @Sendable (AppUsage) -> String?
  }

  private static let uses = [
    Use(name: "roost_app_memory_bytes", kind: "gauge", help: "Memory of the app's processes, now.") {
      $0.memory.map { "\($0.bytes)" }
    },
    Use(name: "roost_app_processes", kind: "gauge", help: "The app's processes, now.") { $0.processes.map(String.init) },
    Use(name: "roost_app_open_fds", kind: "gauge", help: "Files its processes have open, now.") { $0.openFiles.map(String.init) },
    Use(name: "roost_app_cpu_seconds_total", kind: "counter", help: "Processor time of its processes.") { "\($0.cpuSeconds)" },
    Use(name: "roost_app_restarts_total", kind: "counter", help: "Starts after an end that nobody asked for.") {
      "\($0.restarts)"
    },
    Use(name: "roost_app_log_bytes_total", kind: "counter", help: "Bytes its processes wrote.") { "\($0.logBytes)" },
  ]

  /// Apps of which this is not known have no line.
  private func usage(_ use: Use) -> String {
    var text = heading(use.name, use.kind, use.help)
    for route in status.apps {
      guard let value = route.usage.flatMap(use.value) else { continue }
      text += "\(use.name){\(label(route))} \(value)\n"
    }
    return text
  }

  private func requests(_ route: RouteMetrics) -> [(String, Int)] {
    [
      (",class=\"1xx\"", route.informational), (",class=\"2xx\"", route.successful), (",class=\"3xx\"", route.redirected),
      (",class=\"4xx\"", route.clientErrors), (",class=\"5xx\"", route.serverErrors),
    ]
  }

  private func refused(_ route: RouteMetrics) -> [(String, Int)] {
    [
      (",limit=\"rate\"", route.refused.rate), (",limit=\"client-rate\"", route.refused.clientRate),
      (",limit=\"requests\"", route.refused.requests), (",limit=\"body\"", route.refused.body),
    ]
  }

  private var routes: [RouteMetrics] { status.apps + [status.unrouted] }

  private func plain(_ name: String, _ kind: String, _ help: String, _ value: Int) -> String {
    "\(heading(name, kind, help))\(name) \(value)\n"
  }

  private func family(_ name: String, _ kind: String, _ help: String, _ values: (RouteMetrics) -> [(String, Int)]) -> String {
    var text = heading(name, kind, help)
    for route in routes {
      for (labels, value) in values(route) { text += "\(name){\(label(route))\(labels)} \(value)\n" }
    }
    return text
  }

  private func histogram(_ name: String, _ help: String, _ latency: KeyPath<RouteMetrics, Latency>) -> String {
    var text = heading(name, "histogram", help)
    for route in routes {
      let times = route[keyPath: latency]
      for (bound, count) in zip(Latency.bounds, times.cumulative) {
        text += "\(name)_bucket{\(label(route)),le=\"\(Double(bound) / 1_000_000)\"} \(count)\n"
      }
      text += "\(name)_bucket{\(label(route)),le=\"+Inf\"} \(times.count)\n"
      text += "\(name)_sum{\(label(route))} \(Double(times.sum) / 1_000_000)\n"
      text += "\(name)_count{\(label(route))} \(times.count)\n"
    }
    return text
  }

  private func heading(_ name: String, _ kind: String, _ help: String) -> String {
    "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
  }

  /// Names of apps hold nothing that would need an escape.
  private func label(_ route: RouteMetrics) -> String { "app=\"\(route.name ?? "")\"" }
}
