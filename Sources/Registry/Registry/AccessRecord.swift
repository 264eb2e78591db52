import HTTPServer

/// One request as the access log tells it.
package struct AccessRecord: Sendable {
  package let method: String
  /// The request target as it was sent.
  package let uri: String
  package let host: String
  package let minorVersion: Int
  package let remote: String
  package let userAgent: String
  package let referrer: String
  package let status: Int
  package let contentType: String
  package let bodyBytes: Int
  package let failure: RegistryFailure?
  package let started: Timestamp
  /// From the request's head to the last byte of the reply.
  package let duration: Duration

  init(
    request: HTTPRequest, sent: SentReply, contentType: String?, failure: RegistryFailure?,
    started: Timestamp,
    ended: Timestamp
  ) {
    method = request.method
    uri = request.target.raw
    host = request.headers["Host"] ?? ""
    minorVersion = request.minorVersion
    remote = request.connection.remote?.description ?? "@"
    userAgent = request.headers["User-Agent"] ?? ""
    referrer = request.headers["Referer"] ?? ""
    status = sent.status
    self.contentType = contentType ?? ""
    bodyBytes = sent.bodyBytes
    self.failure = failure
    self.started = started
    duration = ended - started
  }
}

/// A moment since 1970, in UTC.
package struct Timestamp: Sendable, Hashable {
  package let seconds: Int
  package let nanoseconds: Int

  package init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// RFC 3339: `2026-11-23T16:04:27.123456789Z`, trailing zeros left out as Go does.
  package func text(fraction: Bool = true) -> String {
    let civil = CivilTime(secondsSince1970: seconds)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(civil.year)-\(two(civil.month))-\(two(civil.day))"
    let time = "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))"
    guard fraction, nanoseconds > 0 else { return "\(date)T\(time)Z" }
    var digits = String(nanoseconds)
    digits = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(date)T\(time).\(digits)Z"
  }

  static func - (left: Self, right: Self) -> Duration {
    .seconds(left.seconds - right.seconds) + .nanoseconds(left.nanoseconds - right.nanoseconds)
  }
}
