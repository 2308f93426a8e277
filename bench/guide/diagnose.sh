#!/bin/bash
# The four diagnostic steps of the same guide, section 6.1, one after the other.

HOST="${1:-http://127.0.0.1:8000}"

# 1. the service
ss -ltnp 'sport = :8000'
ps aux | grep swift

# 2. the proxy
env | grep -i proxy
echo "NO_PROXY: $NO_PROXY"

# 3. the network
curl --noproxy '*' "$HOST/v1/models"

# 4. the firewall
sudo ufw status
sudo iptables -L
