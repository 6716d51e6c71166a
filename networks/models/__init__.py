from networks.models.networks import Network, NetworkMembership

__all__ = ["Network", "NetworkMembership"]
