import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientAddress, clientNetwork, isLoopbackAddress, isNearbyAddress } from "./client-address.ts";

const socketAddress = "192.0.2.1";

describe("clientAddress()", () => {
  it.each([
    // trusted proxies, X-Forwarded-For, whose address it is
    [0, undefined, "192.0.2.1"],
    [0, "203.0.113.7", "192.0.2.1"],
    [1, undefined, "192.0.2.1"],
    [1, "", "192.0.2.1"],
    [1, "203.0.113.7", "203.0.113.7"],
    [1, "198.51.100.9, 203.0.113.7", "203.0.113.7"],
    [1, "198.51.100.9,203.0.113.7:4711", "203.0.113.7"],
    [1, "198.51.100.9, [2001:DB8:0:0::1]:4711", "2001:db8::1"],
    [1, "[2001:db8::1]", "2001:db8::1"],
    [1, "2001:db8::1", "2001:db8::1"],
    [1, "fe80::1%eth0", "fe80::1"],
    [1, "::ffff:203.0.113.7", "203.0.113.7"],
    [1, "198.51.100.9, unknown", "192.0.2.1"],
    [1, "198.51.100.9, _hidden", "192.0.2.1"],
    [1, "198.51.100.9, <script>", "192.0.2.1"],
    [1, "0x7f000001", "192.0.2.1"],
    [1, "1.2", "192.0.2.1"],
    [1, "256.1.1.1", "192.0.2.1"],
    [2, "198.51.100.9, 203.0.113.7, 10.0.0.5", "203.0.113.7"],
    [2, "203.0.113.7", "203.0.113.7"],
    [2, "198.51.100.9, garbage, 10.0.0.5", "10.0.0.5"],
    [2, "198.51.100.9, garbage, garbage", "192.0.2.1"],
  ] as const)("behind %i proxies with X-Forwarded-For %j is %s", (trustedProxies, forwardedFor, address) => {
    expect(clientAddress({ socketAddress, forwardedFor, trustedProxies })).toBe(address);
  });

  it("is unknown where the line is gone", () => {
    expect(clientAddress({ socketAddress: undefined, forwardedFor: undefined, trustedProxies: 0 })).toBe("unknown");
  });

  it("is the same whatever the client forwards, when no proxy is trusted", () => {
    fc.assert(
      fc.property(fc.option(fc.oneof(fc.string(), fc.array(fc.ipV4()).map(String)), { nil: undefined }), (forwardedFor) => {
        expect(clientAddress({ socketAddress, forwardedFor, trustedProxies: 0 })).toBe(socketAddress);
      }),
    );
  });

  it("hangs on the nth place from the right alone, when n proxies are trusted", () => {
    const written = fc.array(fc.ipV4(), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(written, fc.array(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), { maxLength: 5 }), (proxies, madeUp) => {
        const forwardedFor = [...madeUp, ...proxies].join(", ");
        expect(clientAddress({ socketAddress, forwardedFor, trustedProxies: proxies.length })).toBe(proxies[0]);
      }),
    );
  });

  it("takes one form for one IPv6 address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const said = (forwardedFor: string) => clientAddress({ socketAddress, forwardedFor, trustedProxies: 1 });
        expect(said(`[${address.toUpperCase()}]:80`)).toBe(said(address));
        expect(said(said(address))).toBe(said(address));
      }),
    );
  });
});

describe("clientNetwork()", () => {
  it("counts the addresses one IPv6 reader may take as one, and IPv4 addresses each", () => {
    expect(clientNetwork("2001:db8:1:2:aaaa::1")).toBe(clientNetwork("2001:db8:1:2:bbbb::9"));
    expect(clientNetwork("2001:db8:1:2::1")).not.toBe(clientNetwork("2001:db8:1:3::1"));
    expect(clientNetwork("203.0.113.7")).not.toBe(clientNetwork("203.0.113.8"));
    expect(clientNetwork("unknown")).toBe("unknown");
  });
});

describe("isLoopbackAddress() and isNearbyAddress()", () => {
  it.each([
    ["127.0.0.1", true, true],
    ["127.8.9.1", true, true],
    ["::1", true, true],
    ["172.18.0.1", false, true],
    ["10.0.0.5", false, true],
    ["fd00::1", false, true],
    ["203.0.113.7", false, false],
    ["2a00::1", false, false],
    ["unknown", false, false],
  ])("%s: %s, %s", (address, own, nearby) => {
    expect(isLoopbackAddress(address)).toBe(own);
    expect(isNearbyAddress(address)).toBe(nearby);
  });
});
