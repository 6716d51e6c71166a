"""Pages of products, services and photos."""

from django.urls import path

from enterprises.views import photos, product_files, product_table, products

ORGANISATION = "organisations/<slug:organisation>/"
PRODUCTS = f"{ORGANISATION}products/"

urlpatterns = [
    path(PRODUCTS, product_table.ProductTableView.as_view(), name="product_table"),
    path(f"{PRODUCTS}products.<slug:ending>", product_files.ExportView.as_view(), name="product_export"),
    path(f"{PRODUCTS}import/", product_files.ImportView.as_view(), name="product_import"),
    path(f"{PRODUCTS}import/save/", product_files.SaveImportView.as_view(), name="product_import_save"),
    path(f"{PRODUCTS}new/", products.AddProductView.as_view(), name="product_add"),
    path(f"{PRODUCTS}<int:pk>/", products.ProductView.as_view(), name="product_detail"),
    path(f"{PRODUCTS}<int:pk>/edit/", products.EditProductView.as_view(), name="product_edit"),
    path(f"{PRODUCTS}<int:pk>/remove/", products.RemoveProductView.as_view(), name="product_remove"),
    path(f"{PRODUCTS}<int:pk>/hide/", products.HideProductView.as_view(), name="product_hide"),
    path(f"{PRODUCTS}<int:pk>/show/", products.ShowProductView.as_view(), name="product_show"),
    path(f"{PRODUCTS}<int:product>/photos/", photos.PhotosView.as_view(), name="product_photos"),
    path(f"{ORGANISATION}photos/", photos.PhotosView.as_view(), name="photo_list"),
    path(f"{ORGANISATION}photos/<int:pk>/edit/", photos.DescribePhotoView.as_view(), name="photo_edit"),
    path(f"{ORGANISATION}photos/<int:pk>/up/", photos.MovePhotoView.as_view(), name="photo_move"),
    path(f"{ORGANISATION}photos/<int:pk>/remove/", photos.RemovePhotoView.as_view(), name="photo_remove"),
    path("photos/<int:pk>/<slug:digest>/<int:width>.<slug:ending>", photos.PhotoFileView.as_view(), name="photo_file"),
]
