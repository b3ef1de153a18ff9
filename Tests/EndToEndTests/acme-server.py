"""An ACME authority for tests (RFC 8555): one process, http-01 only, certificates of a CA made at its start.

Signatures, nonces, addresses and key authorizations are checked; the challenge is really fetched, from the gateway's port.
usage: acme-server.py GATEWAY_PORT CA_FILE    Prints its port on a line once it listens.
"""

import base64
import datetime
import hashlib
import http.client
import http.server
import json
import secrets
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

gateway_port, ca_file = int(sys.argv[1]), sys.argv[2]
nonces, accounts, orders = set(), {}, []
today = datetime.datetime.utcnow()


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def thumbprint(jwk):
    members = {name: jwk[name] for name in ("e", "kty", "n")}
    return encoded(hashlib.sha256(json.dumps(members, separators=(",", ":"), sort_keys=True).encode()).digest())


def certificate(subject, issuer, key, signer, names, is_ca):
    builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
               .serial_number(x509.random_serial_number()).not_valid_before(today - datetime.timedelta(hours=1))
               .not_valid_after(today + datetime.timedelta(days=90))
               .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True))
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    return builder.sign(signer, hashes.SHA256())


def pem(item):
    return item.public_bytes(serialization.Encoding.PEM)


ca_key = ec.generate_private_key(ec.SECP256R1())
ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ACME test CA")])
ca = certificate(ca_name, ca_name, ca_key.public_key(), ca_key, [], True)
with open(ca_file, "wb") as file:
    file.write(pem(ca))


class Refused(Exception):
    pass


class Authority(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def answer(self, status, body=b"", kind="application/json", location=None, up=None):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        nonce = secrets.token_urlsafe(16)
        nonces.add(nonce)
        self.send_response(status)
        self.send_header("Replay-Nonce", nonce)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        if up:
            self.send_header("Link", f'<{up}>;rel="up"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self):
        self.answer(200)

    def do_GET(self):
        if self.path != "/directory":
            return self.answer(204 if self.path == "/nonce" else 404)
        self.answer(200, {"newNonce": self.url("/nonce"), "newAccount": self.url("/account"), "newOrder": self.url("/order"),
                          "revokeCert": self.url("/revoke"), "keyChange": self.url("/key")})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self.handle_message(json.loads(body))
        except Refused as reason:
            self.answer(400, {"type": "urn:ietf:params:acme:error:malformed", "detail": str(reason)}, "application/problem+json")

    def opened(self, message):
        head = json.loads(decoded(message["protected"]))
        if head["url"] != self.url(self.path) or head["alg"] != "RS256":
            raise Refused("wrong address or algorithm")
        if head["nonce"] not in nonces:
            raise Refused("unknown nonce")
        nonces.remove(head["nonce"])
        jwk = head["jwk"] if "jwk" in head else accounts[head["kid"]]
        numbers = rsa.RSAPublicNumbers(int.from_bytes(decoded(jwk["e"]), "big"), int.from_bytes(decoded(jwk["n"]), "big"))
        signed = (message["protected"] + "." + message["payload"]).encode()
        numbers.public_key().verify(decoded(message["signature"]), signed, padding.PKCS1v15(), hashes.SHA256())
        return jwk, json.loads(decoded(message["payload"]) or b"{}")

    def handle_message(self, message):
        jwk, payload = self.opened(message)
        parts = self.path.strip("/").split("/")
        if parts[0] == "account":
            location = self.url("/account/" + thumbprint(jwk))
            known = location in accounts
            accounts[location] = jwk
            return self.answer(200 if known else 201, {"status": "valid", "contact": payload.get("contact", [])}, location=location)
        if parts == ["order"]:
            names = [entry["value"] for entry in payload["identifiers"]]
            orders.append({"names": names, "tokens": [secrets.token_urlsafe(24) for _ in names], "proven": [False] * len(names)})
            number = len(orders) - 1
            return self.answer(201, self.order(number), location=self.url(f"/order/{number}"))
        number = int(parts[1])
        if parts[0] == "order":
            return self.answer(200, self.order(number))
        if parts[0] == "cert":
            return self.answer(200, orders[number]["chain"], "application/pem-certificate-chain")
        if parts[0] == "finalize":
            self.finalize(orders[number], payload)
            return self.answer(200, self.order(number), location=self.url(f"/order/{number}"))
        place = int(parts[2])
        if parts[0] == "challenge":
            orders[number]["proven"][place] = self.prove(orders[number], place, jwk)
            return self.answer(200, self.authorization(number, place)["challenges"][0],
                               up=self.url(f"/authz/{number}/{place}"))
        self.answer(200, self.authorization(number, place))

    def order(self, number):
        order = orders[number]
        status = "valid" if "chain" in order else "ready" if all(order["proven"]) else "pending"
        shown = {"status": status, "identifiers": [{"type": "dns", "value": name} for name in order["names"]],
                 "authorizations": [self.url(f"/authz/{number}/{place}") for place in range(len(order["names"]))],
                 "finalize": self.url(f"/finalize/{number}")}
        return {**shown, "certificate": self.url(f"/cert/{number}")} if status == "valid" else shown

    def authorization(self, number, place):
        order = orders[number]
        status = "valid" if order["proven"][place] else "pending"
        challenge = {"type": "http-01", "status": status, "url": self.url(f"/challenge/{number}/{place}"),
                     "token": order["tokens"][place]}
        return {"status": status, "identifier": {"type": "dns", "value": order["names"][place]}, "challenges": [challenge]}

    def prove(self, order, place, jwk):
        token = order["tokens"][place]
        connection = http.client.HTTPConnection("127.0.0.1", gateway_port, timeout=10)
        try:
            connection.request("GET", "/.well-known/acme-challenge/" + token, headers={"Host": order["names"][place]})
            response = connection.getresponse()
        except OSError as fault:
            raise Refused(f"nobody answers the challenge: {fault}")
        text = response.read(1000).decode()
        if response.status != 200 or text.strip() != token + "." + thumbprint(jwk):
            raise Refused(f"the challenge answered {response.status}: {text[:100]}")
        return True

    def finalize(self, order, payload):
        request = x509.load_der_x509_csr(decoded(payload["csr"]))
        names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
        if not request.is_signature_valid or sorted(names) != sorted(order["names"]) or not all(order["proven"]):
            raise Refused("the request is not what was proven")
        leaf = certificate(x509.Name([]), ca_name, request.public_key(), ca_key, names, False)
        order["chain"] = pem(leaf) + pem(ca)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Authority)
print(server.server_port, flush=True)
server.serve_forever()
